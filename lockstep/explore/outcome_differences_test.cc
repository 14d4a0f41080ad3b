// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/outcome_differences.h"

#include <gtest/gtest.h>

#include "lockstep/explore/explored_outcomes.h"
#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"
#include "tests/nondeterministic.h"

namespace lockstep {
namespace {

/// A reader whose read another one and a writer of the VMA may overlap.
Program readers_and_writer() {
  return parse_program(
      "vma 0 attached\n"
      "task a: vma_start_read 0; vma_end_read 0\n"
      "task writer: mmap_write_lock; vma_start_write 0\n");
}

lockstep_implementation looks_twice() {
  return before_with(&lockstep_implementation::vma_end_read, made_up_end_read_looks_twice);
}

OutcomeComparison compare(const lockstep_implementation& reference,
                          const lockstep_implementation& variant, const Program& program,
                          const ExploreLimits& limits = {}) {
  Executor executor;
  PairRunner pair(executor, reference, variant);
  return compare_outcomes(pair, program, limits);
}

TEST(OutcomeDifferences, AreNoneForAVariantThatOnlyTakesMoreSteps) {
  const OutcomeComparison result = compare(before(), looks_twice(), readers_and_writer());
  EXPECT_TRUE(result.complete);
  EXPECT_LT(result.reference.interleavings, result.variant.interleavings);
  EXPECT_TRUE(result.differences.empty());
}

TEST(OutcomeDifferences, AreNoneForAVariantThatOnlyTakesFewerSteps) {
  const OutcomeComparison result = compare(looks_twice(), before(), readers_and_writer());
  EXPECT_TRUE(result.complete);
  EXPECT_GT(result.reference.interleavings, result.variant.interleavings);
  EXPECT_TRUE(result.differences.empty());
}

TEST(OutcomeDifferences, EndWithAResultOrAnErrorIfAVariantIsNotDeterministic) {
  const Program program = parse_program(
      "task a: mmap_read_trylock; mmap_read_trylock\n"
      "task b: mmap_write_lock; mmap_write_unlock\n");
  const unsigned errors = count_errors_by_chance(
      [&](const lockstep_implementation& variant) { compare(before(), variant, program); });
  EXPECT_GT(errors, 10u);
}

/// Two readers that may overlap, so that made_up_end_read_looks_and_warns() can warn.
Program two_readers() {
  return parse_program(
      "vma 0 attached\n"
      "task a: vma_start_read 0; vma_end_read 0\n"
      "task b: vma_start_read 0; vma_end_read 0\n");
}

lockstep_implementation looks_and_warns() {
  return before_with(&lockstep_implementation::vma_end_read, made_up_end_read_looks_and_warns);
}

// What the reference shows when the readers overlap, the variant cannot: it warns.
TEST(OutcomeDifferences, TellWhatOnlyTheVariantCanShow) {
  const OutcomeComparison result = compare(before(), looks_and_warns(), two_readers());
  ASSERT_EQ(result.differences.size(), 2u);
  EXPECT_FALSE(result.differences.back().in_variant);
  const OutcomeDifference& found = result.differences.front();
  EXPECT_TRUE(found.in_variant);
  EXPECT_FALSE(found.difference.diverged);
  EXPECT_EQ(found.difference.kind(), DifferenceKind::kWarning);
  EXPECT_EQ(found.difference.main().variant,
            "WARN_ON_ONCE(made_up_readers(vma) > 1) in made_up_end_read_warns");
}

bool never_locks(mm_struct* /*mm*/) { return false; }

// What the variant shows, the reference shows when the writer is in: only that b locks is missing.
TEST(OutcomeDifferences, TellWhatOnlyTheReferenceCanShow) {
  const Program program =
      parse_program("task a: mmap_write_lock; mmap_write_unlock\ntask b: mmap_read_trylock\n");
  const OutcomeComparison result = compare(
      before(), before_with(&lockstep_implementation::mmap_read_trylock, never_locks), program);
  ASSERT_FALSE(result.differences.empty());
  for (const OutcomeDifference& found : result.differences) {
    EXPECT_FALSE(found.in_variant);
    EXPECT_EQ(found.difference.main().reference, "returned locked");
    EXPECT_EQ(found.difference.main().variant, "returned not locked");
  }
}

TEST(OutcomeDifferences, GiveStepsUnderWhichTheSideShowsItsOutcome) {
  Executor executor;
  const lockstep_implementation variant = looks_and_warns();
  PairRunner pair(executor, before(), variant);
  const OutcomeComparison result = compare_outcomes(pair, two_readers(), {});
  ASSERT_FALSE(result.differences.empty());
  ASSERT_TRUE(result.differences.front().in_variant);
  ReplayScheduler replay;
  replay.follow(result.differences.front().steps);
  Observation observation;
  executor.run(two_readers(), variant, replay, observation);
  EXPECT_EQ(observation.warnings.size(), 1u);
}

ExploreLimits states(std::uint64_t most) {
  ExploreLimits limits;
  limits.states = most;
  return limits;
}

/// The states of a program, to callers that look as told.
std::uint64_t count_states(const lockstep_implementation& implementation, const Program& program,
                           Executor::Looks looks = Executor::Looks::kAtOnce) {
  Executor executor;
  return ExploredOutcomes(executor, program, implementation, {}, OutcomeView::kAll, looks)
      .totals()
      .states;
}

TEST(OutcomeDifferences, AreUnknownIfBothSidesHaveTooManyStates) {
  const OutcomeComparison cut = compare(before(), looks_and_warns(), two_readers(), states(5));
  EXPECT_FALSE(cut.complete);
  EXPECT_TRUE(cut.differences.empty());
}

lockstep_implementation looks_often_and_warns() {
  return before_with(&lockstep_implementation::vma_end_read,
                     made_up_end_read_looks_often_and_warns);
}

// The variant has more states than the reference; the executions that it was explored by show some
// of its outcomes.
TEST(OutcomeDifferences, AreSeenFromTheSideWhoseStatesAreNotTooMany) {
  const std::uint64_t fewer = count_states(before(), two_readers(), Executor::Looks::kAsSteps);
  ASSERT_LT(fewer, count_states(looks_often_and_warns(), two_readers()));
  const OutcomeComparison cut =
      compare(before(), looks_often_and_warns(), two_readers(), states(fewer));
  EXPECT_FALSE(cut.complete);
  ASSERT_EQ(cut.differences.size(), 1u);
  EXPECT_TRUE(cut.differences.front().in_variant);
  const OutcomeComparison swapped =
      compare(looks_often_and_warns(), before(), two_readers(), states(fewer));
  EXPECT_FALSE(swapped.complete);
  ASSERT_EQ(swapped.differences.size(), 1u);
  EXPECT_FALSE(swapped.differences.front().in_variant);
}

// Where an outcome has to be looked for among what callers see that look in their own time, those
// states count, too.
TEST(OutcomeDifferences, AreAllKnownIfNeitherSideHasTooManyStates) {
  const std::uint64_t more =
      count_states(looks_and_warns(), two_readers(), Executor::Looks::kAsSteps);
  EXPECT_TRUE(compare(before(), looks_and_warns(), two_readers(), states(more)).complete);
  const std::uint64_t at_once = count_states(looks_and_warns(), two_readers());
  EXPECT_FALSE(compare(before(), looks_and_warns(), two_readers(), states(at_once - 1)).complete);
}

/// Sees nothing in two steps, and then does what the reference does.
bool trylock_after_two_steps(mm_struct* mm) {
  lockstep_step(mm, LOCKSTEP_WRITE);
  lockstep_step(mm, LOCKSTEP_WRITE);
  return before().mmap_read_trylock(mm);
}

// A caller that is about to look at a result of 0 is in another state than one that has made a step
// which tells it nothing.
TEST(OutcomeDifferences, DoNotConfuseAnOperationWithALookAtItsResult) {
  Executor executor;
  const Program program = parse_program("task a: mmap_read_trylock\ntask b: mmap_write_lock\n");
  const auto explore = [&](const lockstep_implementation& implementation) {
    return ExploredOutcomes(executor, program, implementation, {}, OutcomeView::kAll,
                            Executor::Looks::kAsSteps);
  };
  const ExploredOutcomes expected = explore(before());
  const ExploredOutcomes explored =
      explore(before_with(&lockstep_implementation::mmap_read_trylock, trylock_after_two_steps));
  EXPECT_TRUE(explored.complete());
  EXPECT_EQ(explored.outcomes(), expected.outcomes());
}

}  // namespace
}  // namespace lockstep
