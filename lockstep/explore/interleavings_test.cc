// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include <set>

#include "lockstep/program/text.h"
#include "tests/enumeration.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

constexpr std::uint64_t kNoLimit = 1'000'000;

/// Tasks that make so many steps each, and never wait.
Program free_tasks(std::initializer_list<unsigned> steps) {
  Program program;
  for (const unsigned count : steps) {
    Task& task = program.tasks.emplace_back();
    task.name = "task_" + std::to_string(program.tasks.size());
    task.operations.assign(count, {vma_lock::kSendSignal, {}});
  }
  return program;
}

lockstep_implementation one_step_per_signal() {
  return before_with(&lockstep_implementation::send_signal, made_up_one_step);
}

Enumeration enumerate(const Program& program, const lockstep_implementation& implementation,
                      std::uint64_t limit = kNoLimit, OutcomeSet outcomes = {}) {
  Executor executor;
  return enumerate_outcomes(executor, program, implementation, limit, outcomes);
}

// Tasks that never wait have (n1 + n2 + ...)! / (n1! n2! ...) interleavings.
TEST(Interleavings, OfTasksThatNeverWaitAreAsManyAsTheMultinomialCoefficient) {
  const lockstep_implementation free = one_step_per_signal();
  const auto count = [&](std::initializer_list<unsigned> steps) {
    const Enumeration all = enumerate(free_tasks(steps), free);
    EXPECT_TRUE(all.complete);
    return all.interleavings;
  };
  EXPECT_EQ(count({7}), 1u);
  EXPECT_EQ(count({1, 1}), 2u);
  EXPECT_EQ(count({5, 5}), 252u);
  EXPECT_EQ(count({2, 2, 2}), 90u);
  EXPECT_EQ(count({4, 3, 2}), 1260u);
  EXPECT_EQ(count({1, 1, 1, 1, 1, 1, 1, 1}), 40320u);
}

TEST(Interleavings, OfReadersOfMmapLockAreThoseOfTwoStepsEach) {
  EXPECT_EQ(enumerate(parse_program("task a: mmap_read_lock; mmap_read_unlock\n"
                                    "task b: mmap_read_lock; mmap_read_unlock\n"
                                    "task c: mmap_read_lock; mmap_read_unlock\n"),
                      before())
                .interleavings,
            90u);
}

// A writer makes 4 steps: take the lock, raise the sequence, raise it again, release. If the other
// one tries in between, after 1, 2 or 3 of them, it sleeps, and makes its 4 steps at the end: no
// choice is left. Otherwise one goes after the other. 2 * (1 + 3).
TEST(Interleavings, OfTwoWritersOfMmapLockDifferInWhenTheSecondOneTries) {
  EXPECT_EQ(enumerate(parse_program("task a: mmap_write_lock; mmap_write_unlock\n"
                                    "task b: mmap_write_lock; mmap_write_unlock\n"),
                      before())
                .interleavings,
            8u);
}

// Of two tasks with n free steps, schedules with no preemption are 2; with one, a first run can end
// after 1 to n - 1 steps: 2 (n - 1) more; with two, so can the other one's: 2 (n - 1)^2 more.
TEST(Interleavings, WithFewPreemptionsAreAsManyAsTheirRunsCanHaveLengths) {
  Executor executor;
  const lockstep_implementation free = one_step_per_signal();
  PairRunner pair(executor, free, free);
  const auto count = [&](unsigned preemptions) {
    ExhaustiveScheduler scheduler(preemptions);
    std::set<std::vector<unsigned>> schedules;
    const auto result = enumerate_pairs(pair, free_tasks({5, 5}), kNoLimit, scheduler,
                                        [&](const ObservedPair& shown) {
                                          std::vector<unsigned> tasks;
                                          for (const Step step : shown.reference.steps)
                                            tasks.push_back(step.task());
                                          return shown.is_same && schedules.insert(tasks).second;
                                        });
    EXPECT_TRUE(result.complete);
    return result.interleavings;
  };
  EXPECT_EQ(count(0), 2u);
  EXPECT_EQ(count(1), 10u);
  EXPECT_EQ(count(2), 42u);
  EXPECT_EQ(count(8), 252u);
}

TEST(Interleavings, StopAtTheLimit) {
  const lockstep_implementation free = one_step_per_signal();
  const Enumeration cut = enumerate(free_tasks({5, 5}), free, 251);
  EXPECT_EQ(cut.interleavings, 251u);
  EXPECT_FALSE(cut.complete);
  EXPECT_TRUE(enumerate(free_tasks({5, 5}), free, 252).complete);
}

TEST(Interleavings, OfAPairStopWhenTheVisitorSaysSo) {
  Executor executor;
  const lockstep_implementation free = one_step_per_signal();
  PairRunner pair(executor, free, free);
  ExhaustiveScheduler scheduler;
  unsigned visits = 0;
  const Enumeration cut = enumerate_pairs(pair, free_tasks({5, 5}), kNoLimit, scheduler,
                                          [&](const ObservedPair&) { return ++visits != 7; });
  EXPECT_EQ(cut.interleavings, 7u);
  EXPECT_FALSE(cut.complete);
}

TEST(OutcomeSets, OfTasksThatDoNotMeetHaveOneOutcome) {
  Executor executor;
  OutcomeSet outcomes;
  enumerate_outcomes(executor,
                     parse_program("vma 0 attached\nvma 1 attached\n"
                                   "task a: vma_start_read 0; vma_end_read 0\n"
                                   "task b: vma_start_read 1; vma_end_read 1\n"),
                     before(), kNoLimit, outcomes);
  EXPECT_EQ(outcomes.size(), 1u);
}

// One task locks and unlocks first and then the other (2 outcomes), or one of them finds the lock
// taken, when the sequence is 0, 1 (write-locked) or 2 (about to be released): 2 * 3 more.
TEST(OutcomeSets, OfTwoTrylocksTellWhoFailedAndWhatItSaw) {
  Executor executor;
  OutcomeSet outcomes;
  enumerate_outcomes(executor,
                     parse_program("task a: mmap_write_trylock\ntask b: mmap_write_trylock\n"),
                     before(), kNoLimit, outcomes);
  EXPECT_EQ(outcomes.size(), 8u);
}

TEST(OutcomeSets, GiveStepsThatShowTheOutcomeAgain) {
  Executor executor;
  const Program program = parse_program("task a: mmap_write_trylock\ntask b: mmap_write_trylock\n");
  OutcomeSet outcomes;
  enumerate_outcomes(executor, program, before(), kNoLimit, outcomes);
  for (const auto& [digest, steps] : outcomes.outcomes()) {
    ReplayScheduler replay;
    replay.follow(steps);
    Observation observation;
    executor.run(program, before(), replay, observation);
    EXPECT_EQ(digest_outcome(observation), digest);
  }
}

TEST(ExecutionCost, IsOneUnlessTheExecutionWasGivenUpAsEndless) {
  Observation observation;
  EXPECT_EQ(cost_of(observation), 1u);
  observation.final.end = End::kHang;
  EXPECT_EQ(cost_of(observation), 1u);
  observation.final.end = End::kOutOfSteps;
  EXPECT_GT(cost_of(observation), 1u);
  const std::uint64_t steps = cost_of(observation);
  observation.final.end = End::kCrash;
  EXPECT_EQ(cost_of(observation), 1u);
  observation.final.crash = CrashKind::kEndlessLoop;
  EXPECT_GT(cost_of(observation), steps);
}

}  // namespace
}  // namespace lockstep
