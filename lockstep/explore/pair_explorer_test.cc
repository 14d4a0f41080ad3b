// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/pair_explorer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/program_exploration.h"
#include "lockstep/explore/program_machine.h"
#include "lockstep/program/generator.h"
#include "lockstep/program/program.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/enumeration.h"
#include "tests/made_up_implementation.h"
#include "tests/sanitized.h"

namespace lockstep {
namespace {

/// Choices after which the two disagree.
std::vector<Path> disagreements(Executor& executor, const Program& program,
                                const lockstep_implementation& reference,
                                const lockstep_implementation& variant) {
  ProgramMachine a(executor, program, reference);
  ProgramMachine b(executor, program, variant);
  PairExplorer explorer(a, b, {});
  std::vector<Path> found;
  const ExploreTotals totals = explorer.explore([&](const Path& path) {
    found.push_back(path);
    return true;
  });
  EXPECT_TRUE(totals.complete);
  return found;
}

/// Whether some schedule of the reference shows a difference, by running them all.
bool differs_under_some_schedule(PairRunner& pair, const Program& program) {
  ExhaustiveScheduler scheduler;
  bool differs = false;
  enumerate_pairs(pair, program, 1'000'000, scheduler, [&](const ObservedPair& shown) {
    differs |= !shown.is_same || !shown.same_steps();
    return !differs;
  });
  return differs;
}

/// Expects that exploring finds a disagreement if and only if running all schedules does; 1 if so.
unsigned expect_same_as_all_schedules(Executor& executor, const Program& program,
                                      const lockstep_implementation& variant) {
  PairRunner pair(executor, before(), variant);
  const bool differs = differs_under_some_schedule(pair, program);
  EXPECT_EQ(!disagreements(executor, program, before(), variant).empty(), differs)
      << variant.name << '\n'
      << print_program(program);
  return differs ? 1 : 0;
}

Program killed_writer() {
  return parse_program(
      "config DEBUG_VM=on LOCKDEP=off\n"
      "vma 0 attached\n"
      "task reader: vma_start_read 0; vma_end_read 0\n"
      "task writer: mmap_write_lock; vma_start_write_killable 0\n"
      "task killer: send_sigkill writer\n");
}

TEST(PairExplorer, FindsNoDisagreementBetweenAnImplementationAndItself) {
  Executor executor;
  EXPECT_TRUE(disagreements(executor, killed_writer(), before(), before()).empty());
}

TEST(PairExplorer, FindsWhereThePatchAsPostedWarns) {
  Executor executor;
  const lockstep_implementation& v3 = *find_implementation("v3");
  const auto found = disagreements(executor, killed_writer(), before(), v3);
  ASSERT_FALSE(found.empty());
  PairRunner pair(executor, before(), v3);
  for (const Path& path : found) {
    const std::vector<Step> steps = steps_of(path);
    ReplayScheduler replay;
    replay.follow(steps);
    const ObservedPair& shown = pair.run(killed_writer(), replay);
    EXPECT_FALSE(shown.is_same);
    EXPECT_EQ(shown.variant.warnings.size(), 1u);
  }
}

TEST(PairExplorer, StopsWhenToldThatADisagreementIsEnough) {
  Executor executor;
  const Program program = killed_writer();
  ProgramMachine a(executor, program, before());
  ProgramMachine b(executor, program, *find_implementation("v3"));
  PairExplorer explorer(a, b, {});
  unsigned calls = 0;
  const ExploreTotals totals = explorer.explore([&](const Path&) {
    ++calls;
    return false;
  });
  EXPECT_EQ(calls, 1u);
  EXPECT_FALSE(totals.complete);
}

TEST(PairExplorer, DisagreesAsSoonAsOneSideTakesOtherSteps) {
  Executor executor;
  const auto looks =
      before_with(&lockstep_implementation::vma_end_read, made_up_end_read_looks_twice);
  EXPECT_FALSE(disagreements(executor, killed_writer(), before(), looks).empty());
  EXPECT_FALSE(disagreements(executor, killed_writer(), looks, before()).empty());
}

// Whatever an enumeration of all schedules sees, the exploration of pairs of states sees, and
// nothing else.
TEST(PairExplorer, AgreesWithRunningAllSchedules) {
  Executor executor;
  Random random(7);
  const std::vector<lockstep_implementation> variants = {
      *find_implementation("v3"), *find_implementation("merged"), before_that_warns(),
      before_with(&lockstep_implementation::vma_end_read, made_up_end_read_wakes_nobody),
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_minds_signals)};
  unsigned different = 0;
  for (int i = 0; i < (kSanitized ? 100 : 1'500);) {
    Program program = generate_program(random, {3, 3, 1, 1, i % 2 != 0});
    program.configuration = kAllConfigurations[random.below(kAllConfigurations.size())];
    OutcomeSet outcomes;
    if (!enumerate_outcomes(executor, program, before(), 2'000, outcomes).complete) continue;
    ++i;
    for (const auto& variant : variants)
      different += expect_same_as_all_schedules(executor, program, variant);
  }
  EXPECT_GT(different, kSanitized ? 5u : 100u);
}

TEST(PairExplorer, SaysThatAVariantHasAStateOfItsOwn) {
  Executor executor;
  const auto remembers =
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_remembers);
  const Program program = parse_program(
      "task a: mmap_read_trylock; mmap_read_unlock; mmap_read_trylock\n"
      "task b: mmap_read_trylock; mmap_read_unlock; mmap_read_trylock\n");
  EXPECT_THROW(disagreements(executor, program, remembers, remembers), NotReproducible);
}

ProgramExploration explore(const lockstep_implementation& variant, const Program& program) {
  Executor executor;
  PairRunner pair(executor, before(), variant);
  return explore_program(pair, program, {}, 10);
}

TEST(ProgramExploration, OfEqualSidesIsDecidedInLockstep) {
  const ProgramExploration explored = explore(*find_implementation("merged"), killed_writer());
  EXPECT_TRUE(explored.is_equal());
  EXPECT_FALSE(explored.disagreement);
  EXPECT_TRUE(explored.has_outcome_sets);
  EXPECT_EQ(explored.outcomes.reference.interleavings, explored.outcomes.variant.interleavings);
}

TEST(ProgramExploration, OfAVariantWithOtherStepsIsDecidedByOutcomeSets) {
  const ProgramExploration explored =
      explore(before_with(&lockstep_implementation::vma_end_read, made_up_end_read_looks_twice),
              killed_writer());
  EXPECT_TRUE(explored.is_equal());
  EXPECT_TRUE(explored.disagreement);
  EXPECT_FALSE(explored.difference);
  EXPECT_EQ(explored.outcomes.only_reference + explored.outcomes.only_variant, 0u);
}

TEST(ProgramExploration, OfADifferenceUnderTheSameScheduleSaysWhat) {
  const ProgramExploration explored = explore(*find_implementation("v3"), killed_writer());
  EXPECT_TRUE(explored.is_different());
  ASSERT_TRUE(explored.difference);
  EXPECT_EQ(explored.difference->kind(), DifferenceKind::kWarning);
  EXPECT_GT(explored.outcomes.only_variant, 0u);
  EXPECT_FALSE(explored.outcomes.one_sided.empty());
}

TEST(ProgramExploration, CountsStatesEvenIfThereIsNoRoomForOutcomeSets) {
  Executor executor;
  PairRunner pair(executor, before(), before());
  const Program program = parse_program(
      "vma 0 attached\n"
      "task a: vma_start_read 0; vma_end_read 0\n"
      "task b: vma_start_read 0; vma_end_read 0\n"
      "task c: vma_start_read 0; vma_end_read 0\n");
  const ProgramExploration all = explore_program(pair, program, {}, 0);
  ExploreLimits limits;
  ExploreLimits states_only;
  states_only.outcomes = false;
  ProgramMachine machine(executor, program, before());
  StateExplorer counter(machine, states_only);
  limits.memory = (counter.explore().memory + all.outcomes.reference.totals.memory) / 2;
  const ProgramExploration cut = explore_program(pair, program, limits, 0);
  EXPECT_FALSE(cut.has_outcome_sets);
  EXPECT_TRUE(cut.is_equal());
  EXPECT_EQ(cut.outcomes.reference.interleavings, all.outcomes.reference.interleavings);
  EXPECT_EQ(cut.outcomes.reference.interleavings, 756'756);  // 15! / (5!)^3
}

constexpr const char* kOnTwoMms =
    "vma 0 attached\nvma 1 attached mm 1\n"
    "task writer: mmap_write_lock; vma_start_write 0\n"
    "task reader: vma_start_read 0; vma_end_read 0\n";

std::uint64_t pairs_of(const std::string& text) {
  Executor executor;
  const Program program = parse_program(text);
  ProgramMachine a(executor, program, before());
  ProgramMachine b(executor, program, *find_implementation("merged"));
  PairExplorer explorer(a, b, {});
  const ExploreTotals totals = explorer.explore([](const Path&) { return true; });
  EXPECT_TRUE(totals.complete);
  return totals.states;
}

// One group after the other, instead of each state of one with each state of the other.
TEST(PairExplorer, AddsTheStatesOfTasksOnDifferentMmsInsteadOfMultiplyingThem) {
  const std::uint64_t one = pairs_of(kOnTwoMms);
  const std::string both = std::string(kOnTwoMms) +
                           "task writer1: mmap_write_lock 1; vma_start_write 1\n"
                           "task reader1: vma_start_read 1; vma_end_read 1\n";
  EXPECT_GT(one, 100u);
  EXPECT_EQ(pairs_of(both), one + one);
  // A task that may affect both brings all of them back.
  EXPECT_GT(pairs_of(both + "task both: send_signal writer; send_signal writer1\n"), one * one);
}

// Whoever warns for the third time in one place is not seen: the warning of the reader of the other
// mm shows only if it comes earlier.
TEST(PairExplorer, LeavesNoOrderOutThatDecidesWhoWarns) {
  const auto reference =
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_warns);
  lockstep_implementation variant = reference;
  variant.vma_end_read = made_up_end_read_warns_as_trylock;
  Executor executor;
  const Program program = parse_program(
      "vma 0 attached mm 1\n"
      "task a: mmap_read_trylock; mmap_read_unlock; mmap_read_trylock\n"
      "task b: vma_start_read 0; vma_end_read 0\n");
  EXPECT_FALSE(disagreements(executor, program, reference, variant).empty());
}

// Random programs with tasks that are not related: the same is found as by running all schedules.
// One in 50 shows a difference: 150 of them show none with a probability of 5 %.
TEST(PairExplorer, FindsTheSameWithUnrelatedTasksAsByAllSchedules) {
  Executor executor;
  Random random(20261126);
  const std::vector<lockstep_implementation> variants = {
      *find_implementation("merged"), before_that_warns(),
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_minds_signals)};
  unsigned different = 0;
  for (int i = 0; i < (kSanitized ? 150 : 300);) {
    const Program program = generate_program(random, {3, 2, 2, 2});
    const auto groups = independent_groups(program);
    if (std::all_of(groups.begin(), groups.begin() + program.tasks.size(),
                    [&](std::uint8_t group) { return group == groups[0]; })) {
      continue;
    }
    OutcomeSet outcomes;
    if (!enumerate_outcomes(executor, program, before(), 2'000, outcomes).complete) continue;
    ++i;
    for (const auto& variant : variants)
      different += expect_same_as_all_schedules(executor, program, variant);
  }
  EXPECT_GT(different, 0u);
}

vm_area_struct* takes_and_says_no(mm_struct* mm, vm_area_struct* vma) {
  before().vma_start_read(mm, vma);
  return nullptr;
}

// The reader of one side gives nothing back, so that the steps are others from there on.
TEST(ExploredPrograms, DifferWhereTheResultDoesEvenIfOtherStepsFollow) {
  const auto variant = before_with(&lockstep_implementation::vma_start_read, takes_and_says_no);
  const Program program =
      parse_program("vma 0 attached\ntask reader: vma_start_read 0; vma_end_read 0\n");
  Executor executor;
  PairRunner pair(executor, before(), variant);
  ScriptedScheduler scheduler(program.schedule);
  EXPECT_FALSE(pair.run(program, scheduler).same_steps());
  const ProgramExploration explored = explore_program(pair, program, {}, 0);
  ASSERT_TRUE(explored.difference);
  EXPECT_EQ(explored.difference->kind(), DifferenceKind::kReturnCode);
}

}  // namespace
}  // namespace lockstep
