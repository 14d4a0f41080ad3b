// SPDX-License-Identifier: GPL-2.0-only
// Exploration by states against plain enumeration, and against numbers that theory gives.
#include "lockstep/explore/state_explorer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "lockstep/cli/corpus.h"
#include "lockstep/explore/program_machine.h"
#include "lockstep/program/generator.h"
#include "lockstep/program/text.h"
#include "tests/enumeration.h"
#include "tests/made_up_implementation.h"
#include "tests/sanitized.h"

namespace lockstep {
namespace {

/// An exploration that is over.
struct Explored {
  Explored(Executor& executor, const Program& program,
           const lockstep_implementation& implementation, const ExploreLimits& limits = {})
      : machine(executor, program, implementation, limits.verify),
        explorer(machine, limits),
        totals(explorer.explore()) {}

  ProgramMachine machine;
  StateExplorer explorer;
  ExploreTotals totals;
};

/// The code before the patch, the two forms of the patch, and some that take other steps or do
/// something else.
std::vector<lockstep_implementation> implementations() {
  std::vector<lockstep_implementation> all;
  for (const auto* const built_in : built_in_implementations()) all.push_back(*built_in);
  all.push_back(
      before_with(&lockstep_implementation::vma_end_read, made_up_end_read_looks_and_warns));
  all.push_back(before_with(&lockstep_implementation::vma_end_read, made_up_end_read_wakes_nobody));
  all.push_back(before_with(&lockstep_implementation::vma_start_write, made_up_start_write_sleeps));
  all.push_back(load_implementation(LOCKSTEP_TEST_IMPLEMENTATIONS "/writer_does_not_wait.so"));
  all.push_back(load_implementation(LOCKSTEP_TEST_IMPLEMENTATIONS "/sequence_written_late.so"));
  all.push_back(load_implementation(LOCKSTEP_TEST_IMPLEMENTATIONS "/waits_for_variable.so"));
  return all;
}

constexpr std::uint64_t kSmallEnough = 5'000;  // interleavings

/// True if the program is small enough to be enumerated; then both ways have to agree.
bool explores_like_enumeration(Executor& executor, const Program& program,
                               const lockstep_implementation& implementation) {
  OutcomeSet outcomes;
  const Enumeration enumerated =
      enumerate_outcomes(executor, program, implementation, kSmallEnough, outcomes);
  if (!enumerated.complete) return false;
  const Explored explored(executor, program, implementation);
  EXPECT_EQ(explored.explorer.interleavings(), enumerated.interleavings);
  EXPECT_LE(explored.totals.executions, 2 * enumerated.interleavings);
  std::vector<OutcomeDigest> expected;
  for (const auto& [outcome, steps] : outcomes.outcomes()) expected.push_back(outcome);
  const auto found = explored.explorer.outcomes();
  EXPECT_TRUE(std::ranges::equal(found, expected)) << implementation.name << '\n'
                                                   << print_program(program);
  return true;
}

// 5,000 programs, half of them with faults, each on all implementations: a state that leaves out
// something that matters would lose outcomes or interleavings.
TEST(StateExplorer, AgreesWithPlainEnumerationOnThousandsOfPrograms) {
  Executor executor;
  const Executor::RacesIgnored ignored(executor);
  Random random(2026);
  const auto all = implementations();
  const int wanted = kSanitized ? 200 : 5'000;
  for (int small = 0; small < wanted;) {
    Program program = generate_program(random, {3, 3, 2, 2, small % 2 != 0});
    program.configuration = kAllConfigurations[random.below(kAllConfigurations.size())];
    bool is_small = true;
    for (const lockstep_implementation& implementation : all) {
      is_small = is_small && explores_like_enumeration(executor, program, implementation);
    }
    if (is_small) ++small;
    ASSERT_FALSE(HasFailure());
  }
}

// A sequence that is read without a step and raised by a task that does not hold mmap_lock.
TEST(StateExplorer, AgreesWithPlainEnumerationWhenASequenceChangesUnderItsWriter) {
  Executor executor;
  const Executor::RacesIgnored ignored(executor);
  for (const char* const text :
       {"vma 0 attached\ntask a: mmap_write_lock\ntask b: fault_end_write_all\n"
        "task c: fault_end_write_all\n",
        "vma 0 detached\ntask a: mmap_write_lock; vma_start_write 0\n"
        "task b: fault_end_write_all\n",
        "vma 0 detached\ntask a: fault_start_write 0\n"
        "task b: fault_end_write_all; fault_end_write_all\n"}) {
    EXPECT_TRUE(explores_like_enumeration(executor, parse_program(text), before())) << text;
  }
}

InterleavingCount count(const Program& program, const lockstep_implementation& implementation) {
  Executor executor;
  return Explored(executor, program, implementation).explorer.interleavings();
}

InterleavingCount factorial(unsigned n) {
  InterleavingCount product = 1;
  for (unsigned i = 2; i <= n; ++i) product *= i;
  return product;
}

Program readers(unsigned tasks) {
  Program program;
  program.objects.resize(1);
  for (unsigned task = 0; task < tasks; ++task) {
    program.tasks.push_back({"reader_" + std::to_string(task),
                             {{vma_lock::kVmaStartRead, {0}}, {vma_lock::kVmaEndRead, {0}}}});
  }
  return program;
}

// A reader makes five steps: (5n)! / (5!)^n interleavings, without executing them.
TEST(StateExplorer, CountsInterleavingsThatNobodyCouldEnumerate) {
  for (unsigned tasks = 1; tasks <= (kSanitized ? 4 : 5); ++tasks) {
    InterleavingCount each = 1;
    for (unsigned task = 0; task < tasks; ++task) each *= factorial(5);
    EXPECT_EQ(count(readers(tasks), before()), factorial(5 * tasks) / each);
  }
}

TEST(StateExplorer, GivesThePathToEveryOutcome) {
  Executor executor;
  const Program program = parse_program(
      "vma 0 attached\n"
      "task reader: vma_start_read 0; vma_end_read 0\n"
      "task writer: mmap_write_lock; vma_start_write_killable 0\n"
      "task killer: send_sigkill writer\n");
  Explored explored(executor, program, before());
  const auto outcomes = explored.explorer.outcomes();
  ASSERT_GT(outcomes.size(), 20u);
  for (const OutcomeDigest outcome : std::vector(outcomes.begin(), outcomes.end())) {
    const std::vector<Step> steps = steps_of(explored.explorer.find_path(outcome));
    ReplayScheduler replay;
    replay.follow(steps);
    Observation observation;
    executor.run(program, before(), replay, observation);
    EXPECT_EQ(digest_outcome(observation), outcome);
  }
}

TEST(StateExplorer, KnowsOutcomesThatItHasSeenWhenItStopsAtALimit) {
  Executor executor;
  ExploreLimits limits;
  limits.states = 30;
  const Explored cut(executor, readers(3), before(), limits);
  EXPECT_FALSE(cut.totals.complete);
  const Explored all(executor, readers(3), before());
  ASSERT_FALSE(cut.explorer.seen().empty());
  for (const auto& [outcome, path] : cut.explorer.seen()) {
    EXPECT_TRUE(std::ranges::binary_search(all.explorer.outcomes(), outcome));
  }
}

TEST(StateExplorer, StopsAtTheLimitOnMemory) {
  Executor executor;
  ExploreLimits limits;
  limits.memory = 100'000;
  EXPECT_FALSE(Explored(executor, readers(5), before(), limits).totals.complete);
}

// Whole states instead of hashes: the same states, and none that differ have the same key.
TEST(StateExplorer, MeetsNoHashCollisionOverTheCorpus) {
  Executor executor;
  for (const NamedProgram& named : built_in_corpus()) {
    ExploreLimits limits;
    limits.states = kSanitized ? 500 : 20'000;
    const Explored hashed(executor, named.program, before(), limits);
    limits.verify = true;
    const Explored verified(executor, named.program, before(), limits);
    EXPECT_EQ(verified.totals.states, hashed.totals.states) << named.name;
    EXPECT_EQ(verified.totals.executions, hashed.totals.executions) << named.name;
  }
}

TEST(StateTable, FindsOutThatTwoStatesHaveTheSameKey) {
  StateTable table(true);
  const std::vector<std::uint64_t> state = {1, 2, 3};
  const std::vector<std::uint64_t> other = {1, 2, 4};
  table.add({5, 6}, state);
  EXPECT_EQ(table.find({5, 6}, state), 0u);
  EXPECT_THROW(table.find({5, 6}, other), StateCollision);
  EXPECT_EQ(table.find({5, 7}, other), std::nullopt);
}

// An implementation whose third call says something else: the same path does not lead to the same
// state.
TEST(StateExplorer, SaysThatAnImplementationHasAStateOfItsOwn) {
  Executor executor;
  const lockstep_implementation remembers =
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_remembers);
  const Program program = parse_program(
      "task a: mmap_read_trylock; mmap_read_unlock; mmap_read_trylock\n"
      "task b: mmap_read_trylock; mmap_read_unlock; mmap_read_trylock\n");
  EXPECT_THROW(Explored(executor, program, remembers), NotReproducible);
}

TEST(StateExplorer, SaysThatAnImplementationSharesMemoryOfItsOwn) {
  Executor executor;
  const lockstep_implementation shares =
      before_with(&lockstep_implementation::send_signal, made_up_one_step);
  EXPECT_THROW(Explored(executor, parse_program("task a: send_signal a"), shares), NotExplorable);
}

TEST(StateExplorer, SaysThatAStateLeadsBackToItself) {
  Executor executor;
  const lockstep_implementation spins =
      before_with(&lockstep_implementation::vma_end_read, made_up_end_read_spins);
  EXPECT_THROW(Explored(executor, readers(1), spins), NotExplorable);
}

// Reads a count without a step and uses it later.
TEST(StateExplorer, KnowsWhatAnImplementationReadsWithoutAStepWhereThatIsSeen) {
  Executor executor;
  const Executor::RacesIgnored ignored(executor);
  const lockstep_implementation peeks =
      before_with(&lockstep_implementation::vma_end_read, made_up_end_read_peeks);
  if (watches_races()) {
    EXPECT_TRUE(explores_like_enumeration(executor, readers(2), peeks));
  } else {
    EXPECT_THROW(Explored(executor, readers(4), peeks), NotExplorable);
  }
}

}  // namespace
}  // namespace lockstep
