// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/prove/part.h"

#include <gtest/gtest.h>

#include <exception>
#include <set>

#include "lockstep/explore/small_programs.h"
#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"
#include "tests/uninitialised.h"

namespace lockstep {
namespace {

const ProofOptions kTwoTasksOfTwo = [] {
  ProofOptions options;
  options.bound = {.tasks = 2, .operations = 2};
  return options;
}();

/// Programs of up to two operations on an attached object.
ProofPart part_of(ProofMethod method) {
  ProofPart part;
  part.operations = 2;
  part.method = method;
  part.objects = {ObjectStart{}};
  return part;
}

PartResult run(const ProofPart& part, const lockstep_implementation& variant) {
  return run_part(part, before(), variant, kTwoTasksOfTwo, [](std::uint64_t) {});
}

PartResult run(ProofMethod method, const lockstep_implementation& variant) {
  return run(part_of(method), variant);
}

TEST(ProofPart, HasANameThatTellsItFromEveryOther) {
  std::set<std::string> names;
  for (const ProofMethod method :
       {ProofMethod::kLockstep, ProofMethod::kHistories, ProofMethod::kOutcomes}) {
    for (const Configuration& configuration : kAllConfigurations) {
      for (const bool attached : {true, false}) {
        for (const Uninitialised what :
             {Uninitialised::kAsLeft, Uninitialised::kOnes, Uninitialised::kZeros}) {
          ProofPart part = part_of(method);
          part.configuration = configuration;
          part.objects[0].attached = attached;
          part.uninitialised = what;
          names.insert(part.name());
        }
      }
    }
  }
  EXPECT_EQ(names.size(), 3 * kAllConfigurations.size() * 2 * 3);
}

TEST(ProofPart, IsCompleteByEveryMethodIfTheSidesAreTheSame) {
  for (const ProofMethod method :
       {ProofMethod::kLockstep, ProofMethod::kHistories, ProofMethod::kOutcomes}) {
    const PartResult result = run(method, before());
    EXPECT_TRUE(result.complete) << static_cast<int>(method);
    EXPECT_TRUE(result.refuting.empty());
    EXPECT_TRUE(result.decides());
    EXPECT_GT(result.executions, 0u);
  }
}

// Two readers, of whom one leaves while the other is in.
TEST(ProofPart, RefutesByEveryMethodWithAProgramThatIsInIt) {
  for (const ProofMethod method :
       {ProofMethod::kLockstep, ProofMethod::kHistories, ProofMethod::kOutcomes}) {
    ProofPart part = part_of(method);
    part.operations = 4;
    const PartResult result = run(part, before_that_warns());
    ASSERT_FALSE(result.refuting.empty()) << static_cast<int>(method);
    EXPECT_LE(count_operations(parse_program(result.refuting)), 4u);
    EXPECT_TRUE(result.decides());
  }
}

// Pairs of states do not compare sides that take different steps; the other methods do.
TEST(ProofPart, NeedsAnotherMethodIfASideTakesOtherSteps) {
  const auto looks_twice =
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_looks_twice);
  const PartResult result = run(ProofMethod::kLockstep, looks_twice);
  EXPECT_TRUE(result.needs_other_method);
  EXPECT_FALSE(result.complete);
  EXPECT_TRUE(run(ProofMethod::kHistories, looks_twice).complete);
  EXPECT_TRUE(run(ProofMethod::kOutcomes, looks_twice).complete);
}

TEST(ProofPart, TellsItsResultInOneLineOfText) {
  PartResult result;
  result.complete = true;
  result.interleavings = InterleavingCount("123456789012345678901234567890");
  result.states = 1;
  result.executions = 2;
  result.memory = 3;
  result.programs = 4;
  result.undecided = 5;
  result.refuting = "task a: mmap_read_lock\nschedule: a*\n";
  result.problem = PartProblem::kNotExplorable;
  result.error = "\"quoted\"\n\xff";
  const std::string text = print_part_result(result);
  EXPECT_EQ(text.find('\n'), std::string::npos);
  const PartResult again = parse_part_result(text);
  EXPECT_EQ(print_part_result(again), text);
  EXPECT_EQ(again.interleavings, result.interleavings);
  EXPECT_EQ(again.refuting, result.refuting);
  EXPECT_EQ(again.problem, result.problem);
}

TEST(ProofPart, HasNoResultInAnythingElse) {
  for (const char* text : {"", "{}", "[]", "{\"complete\":1}", "nonsense"}) {
    EXPECT_THROW(parse_part_result(text), std::exception) << text;
  }
}

}  // namespace
}  // namespace lockstep
