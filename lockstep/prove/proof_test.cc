// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/prove/proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "lockstep/explore/state_table.h"
#include "tests/made_up_implementation.h"
#include "tests/nondeterministic.h"
#include "tests/temporary_folder.h"
#include "tests/uninitialised.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;

const auto kNobodyLooks = [](const ProofProgress&) {};

/// Programs of two tasks in one configuration: two parts for each size, by how the VMA starts.
ProofOptions options_for(unsigned operations) {
  ProofOptions options;
  options.bound = {.tasks = 2, .operations = operations};
  options.configurations = {{.debug_vm = true, .lockdep = true}};
  return options;
}

ProofResult prove_variant(const char* name, const ProofOptions& options) {
  return prove(before(), *find_implementation(name), options, kNobodyLooks);
}

TEST(Proof, ComesToTheSameWithStatesVerified) {
  ProofOptions options = options_for(2);
  options.bound.objects = 2;
  const ProofResult hashed = prove_variant("merged", options);
  options.verify = true;
  const ProofResult verified = prove_variant("merged", options);
  EXPECT_EQ(verified.verdict, Verdict::kUpheld);
  ASSERT_EQ(verified.levels.size(), hashed.levels.size());
  for (std::size_t i = 0; i < hashed.levels.size(); ++i) {
    EXPECT_EQ(verified.levels[i].states, hashed.levels[i].states);
    EXPECT_EQ(verified.levels[i].executions, hashed.levels[i].executions);
    EXPECT_EQ(verified.levels[i].interleavings, hashed.levels[i].interleavings);
  }
}

// With keys of ten bits.
TEST(Proof, FindsThatStatesCollideIfTheyAreVerified) {
  ProofOptions options = options_for(2);
  options.key_mask = {0, 0x3ff};
  options.verify = true;
  EXPECT_THROW(prove_variant("merged", options), StateCollision);
}

ProofResult prove_trylock(bool (*trylock)(mm_struct*)) {
  return prove(before(), before_with(&lockstep_implementation::mmap_read_trylock, trylock),
               options_for(2), kNobodyLooks);
}

// Whether the right value is a zero or not.
TEST(Proof, RefutesIfThereIsADifferenceWithSomeContentOfMemoryThatWasNeverWritten) {
  for (const auto trylock : {locks_if_uninitialised, fails_if_uninitialised}) {
    const ProofResult result = prove_trylock(trylock);
    EXPECT_EQ(result.verdict, Verdict::kRefuted);
    EXPECT_TRUE(result.no_smaller_refutes);
    ASSERT_TRUE(result.refuting.has_value());
    EXPECT_EQ(count_operations(*result.refuting), 1u);
  }
}

TEST(Proof, IsNoneIfStepsDependOnMemoryThatWasNeverWritten) {
  EXPECT_THROW(prove_trylock([](mm_struct* mm) {
                 if (uninitialised()) lockstep_step(mm, LOCKSTEP_READ);
                 return before().mmap_read_trylock(mm);
               }),
               ReadsUninitialised);
}

TEST(Proof, EndsWithAResultOrAnErrorIfAVariantIsNotDeterministic) {
  const unsigned errors = count_errors_by_chance([](const lockstep_implementation& variant) {
    prove(before(), variant, options_for(2), kNobodyLooks);
  });
  EXPECT_GT(errors, 10u);
}

/// Ends as soon as so many parts of a size are done.
struct Ending {
  explicit Ending(unsigned most_operations, std::size_t most_parts = 0)
      : operations(most_operations), parts(most_parts) {}

  ProofResult prove(const char* name, ProofOptions options) {
    options.interrupted = [this] { return over; };
    return lockstep::prove(
        before(), *find_implementation(name), options, [this](const ProofProgress& progress) {
          over |= progress.operations >= operations && progress.parts_done >= parts;
        });
  }

  const unsigned operations;
  const std::size_t parts;
  bool over = false;
};

TEST(Proof, ThatIsInterruptedSaysWhichSizesAreDone) {
  const ProofResult result = Ending(4, 1).prove("merged", options_for(2));
  EXPECT_EQ(result.verdict, Verdict::kInconclusive);
  ASSERT_EQ(result.levels.size(), 2u);
  EXPECT_TRUE(result.levels[1].complete);
  EXPECT_EQ(result.levels[1].operations, 2u);
  ASSERT_TRUE(result.unfinished);
  EXPECT_EQ(result.unfinished->operations, 4u);
  EXPECT_EQ(result.unfinished->parts, 2u);
  EXPECT_EQ(result.unfinished->parts_done, 1u);
  EXPECT_EQ(result.unfinished->why, UnfinishedLevel::Why::kInterrupted);
}

// The first part refutes; of the second, nothing is known.
TEST(Proof, ThatIsInterruptedAfterARefutationRefutes) {
  const ProofResult result = Ending(4, 1).prove("v3", options_for(3));
  EXPECT_EQ(result.verdict, Verdict::kRefuted);
  ASSERT_TRUE(result.refuting);
  EXPECT_EQ(count_operations(*result.refuting), 4u);
  EXPECT_TRUE(result.no_smaller_refutes);
  ASSERT_TRUE(result.unfinished);
  EXPECT_EQ(result.unfinished->parts_done, 1u);
}

// Programs of one operation less than the most are looked at last.
TEST(Proof, ThatIsInterruptedBeforeSmallerProgramsDoesNotSayThatNoneRefutes) {
  const ProofResult result = Ending(4, 1).prove("v3", options_for(2));
  EXPECT_EQ(result.verdict, Verdict::kRefuted);
  EXPECT_FALSE(result.no_smaller_refutes);
  const ProofResult whole = prove_variant("v3", options_for(2));
  EXPECT_TRUE(whole.no_smaller_refutes);
  EXPECT_FALSE(whole.unfinished);
}

TEST(Proof, EndsWhenItsTimeIsOver) {
  ProofOptions options = options_for(3);
  options.time = std::chrono::milliseconds(0);
  const ProofResult result = prove_variant("merged", options);
  EXPECT_EQ(result.verdict, Verdict::kInconclusive);
  EXPECT_TRUE(result.levels.empty());
  ASSERT_TRUE(result.unfinished);
  EXPECT_EQ(result.unfinished->why, UnfinishedLevel::Why::kTime);
}

bool kills_the_process(mm_struct* /*mm*/) { return raise(SIGKILL) == 0; }

TEST(Proof, WhoseProcessesAreLostSaysSo) {
  const auto variant = before_with(&lockstep_implementation::mmap_read_trylock, kills_the_process);
  const ProofResult result = prove(before(), variant, options_for(1), kNobodyLooks);
  EXPECT_EQ(result.verdict, Verdict::kInconclusive);
  ASSERT_TRUE(result.unfinished);
  EXPECT_EQ(result.unfinished->why, UnfinishedLevel::Why::kProcesses);
  EXPECT_THAT(result.unfinished->text, HasSubstr("killed by SIGKILL"));
}

TEST(Proof, GoesOnWithMoreMemoryWhereItHadTooLittle) {
  const TemporaryFolder folder;
  ProofOptions options = options_for(2);
  options.checkpoint = folder.path() / "proof.json";
  options.memory = 100'000;
  const ProofResult first = prove_variant("merged", options);
  EXPECT_EQ(first.verdict, Verdict::kInconclusive);
  EXPECT_FALSE(first.levels.back().complete);
  options.memory = std::size_t{1} << 30;
  EXPECT_EQ(prove_variant("merged", options).verdict, Verdict::kUpheld);
}

}  // namespace
}  // namespace lockstep
