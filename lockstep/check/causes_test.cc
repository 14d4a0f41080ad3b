// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

using Table = lockstep_implementation;

std::string first_differing_step(const Table& variant, std::string_view text) {
  Executor executor;
  PairRunner pair(executor, before(), variant);
  const ReplayedPair replayed = replay_pair(pair, parse_program(text));
  SourcePositions positions;
  return find_first_differing_step(replayed, positions);
}

TEST(FirstDifferingStep, IsNoneWhereBothSidesMakeTheSameSteps) {
  constexpr const char* kReader = "vma 0 attached\ntask a: vma_start_read 0; vma_end_read 0\n";
  EXPECT_EQ(first_differing_step(before(), kReader), "");
  EXPECT_EQ(first_differing_step(*find_implementation("merged"), kReader), "");
  EXPECT_EQ(
      first_differing_step(before_with(&Table::vma_end_read, made_up_end_read_warns), kReader), "");
}

TEST(FirstDifferingStep, IsWhereEitherSideMakesIt) {
  EXPECT_THAT(
      first_differing_step(before_with(&Table::mmap_read_trylock, made_up_read_trylock_looks_twice),
                           "task a: send_signal a; mmap_read_trylock\n"),
      MatchesRegex(R"(kernel/linux/rwsem\.h:[0-9]+ \| tests/implementations/made_up\.c:[0-9]+)"));
}

bool never_locks(mm_struct* /*mm*/) { return false; }

TEST(FirstDifferingStep, IsOnOneSideOnlyWhereTheOtherOneMakesNoMore) {
  EXPECT_THAT(first_differing_step(before_with(&Table::mmap_read_trylock, never_locks),
                                   "task a: mmap_read_trylock\n"),
              MatchesRegex(R"(kernel/linux/rwsem\.h:[0-9]+ \| )"));
}

// The same steps, in a replay that was tampered with.
TEST(FirstDifferingStep, IsTheOneThatReadsAnotherValue) {
  Executor executor;
  PairRunner pair(executor, before(), before());
  ReplayedPair replayed =
      replay_pair(pair, parse_program("task a: send_signal a; mmap_read_trylock\n"));
  SourcePositions positions;
  EXPECT_EQ(find_first_differing_step(replayed, positions), "");
  StepRecord& lock = replayed.variant.trace.steps.at(2);
  ASSERT_EQ(lock.place, "mm 0 mmap_lock");
  ++lock.value;
  EXPECT_THAT(find_first_differing_step(replayed, positions),
              MatchesRegex(R"(kernel/linux/rwsem\.h:[0-9]+ \| kernel/linux/rwsem\.h:[0-9]+)"));
}

/// A replay of one task with steps that nobody knows the source of.
ReplayedPair without_sources(std::uint64_t reference_reads, std::uint64_t variant_reads) {
  ReplayedPair replayed;
  replayed.program = parse_program("task a: mmap_read_trylock\n");
  StepRecord step;
  step.place = "mm 0 mmap_lock";
  step.has_value = true;
  step.value = reference_reads;
  replayed.reference.trace.steps = {step};
  step.value = variant_reads;
  replayed.variant.trace.steps = {step};
  return replayed;
}

// Or all that are not known would be the same.
TEST(FirstDifferingStep, IsNoneIfItsPlaceIsNotKnown) {
  SourcePositions positions;
  EXPECT_EQ(find_first_differing_step(without_sources(1, 1), positions), "");
  EXPECT_EQ(find_first_differing_step(without_sources(1, 2), positions), "");
}

/// A discrepancy that shows these things in this program.
ExplainedDiscrepancy explained(std::initializer_list<const char*> keys, std::string_view text,
                               std::string first_differing_step = "") {
  ExplainedDiscrepancy explained;
  for (const char* const key : keys) {
    explained.discrepancy.difference.aspects.push_back(
        {DifferenceKind::kRefcount, "this", "that", key, "", "", ""});
  }
  explained.discrepancy.reproducer = parse_program(text);
  explained.first_differing_step = std::move(first_differing_step);
  return explained;
}

constexpr const char* kSmall = "task a: mmap_read_lock\n";
constexpr const char* kLarger = "task a: mmap_read_lock; mmap_read_unlock\n";
constexpr const char* kLargest = "task a: mmap_read_lock; mmap_read_unlock; mmap_read_lock\n";

TEST(Causes, AreAsManyAsDiscrepanciesThatHaveNothingInCommon) {
  EXPECT_THAT(group_by_cause({}), IsEmpty());
  EXPECT_THAT(group_by_cause({explained({"a"}, kSmall, "x"), explained({"b"}, kLarger, "y"),
                              explained({"c"}, kLargest)}),
              ElementsAre(Cause{0}, Cause{1}, Cause{2}));
  EXPECT_THAT(group_by_cause({explained({"a"}, kSmall), explained({"b"}, kLarger)}),
              ElementsAre(Cause{0}, Cause{1}))
      << "no first differing step is known";
}

// Whatever the configuration and the schedule.
TEST(Causes, AreOneForTheSameProgram) {
  EXPECT_THAT(
      group_by_cause({explained({"a"}, std::string("config DEBUG_VM=on LOCKDEP=off\n") + kSmall),
                      explained({"b"}, std::string(kSmall) + "schedule: a*\n"),
                      explained({"c"}, "vma 0 attached\ntask a: mmap_read_lock\n")}),
      ElementsAre(Cause{0, 1}, Cause{2}));
}

TEST(Causes, AreOneForTheSameFirstDifferingStep) {
  EXPECT_THAT(group_by_cause({explained({"a"}, kSmall, "x"), explained({"b"}, kLarger, "y"),
                              explained({"c"}, kLargest, "x")}),
              ElementsAre(Cause{0, 2}, Cause{1}));
}

TEST(Causes, AreOneIfOneIsAmongWhatTheOtherShows) {
  EXPECT_THAT(group_by_cause({explained({"a", "b"}, kSmall), explained({"b"}, kLarger)}),
              ElementsAre(Cause{0, 1}));
  EXPECT_THAT(group_by_cause({explained({"b"}, kLarger), explained({"a", "b"}, kSmall)}),
              ElementsAre(Cause{1, 0}));
  EXPECT_THAT(group_by_cause({explained({"a", "b"}, kSmall), explained({"c", "b"}, kLarger)}),
              ElementsAre(Cause{0}, Cause{1}))
      << "neither is the main thing of the other";
}

// The first and the last have nothing in common but the one between them.
TEST(Causes, AreOneForAChain) {
  EXPECT_THAT(group_by_cause({explained({"a"}, kLarger, "x"),
                              explained({"d"}, "task b: mmap_read_trylock\n"),
                              explained({"b"}, kSmall, "y"), explained({"c", "b"}, kLargest, "x")}),
              ElementsAre(Cause{2, 0, 3}, Cause{1}));
}

TEST(Causes, HaveWhatIsReachableFirstAndThenTheSmallest) {
  const auto with_fault = explained({"a"}, "vma 0 attached\ntask a: fault_put 0\n", "x");
  EXPECT_THAT(group_by_cause({with_fault, explained({"b"}, kLargest, "x"),
                              explained({"c"}, kSmall, "x"), explained({"d"}, kLarger, "x")}),
              ElementsAre(Cause{2, 3, 1, 0}));
}

TEST(Causes, HaveFewerTasksAndThenFewerSwitchesFirst) {
  const std::string two_tasks = "task a: mmap_read_lock\ntask b: mmap_read_lock\n";
  EXPECT_THAT(group_by_cause({explained({"a"}, two_tasks + "schedule: a b a*\n", "x"),
                              explained({"b"}, two_tasks + "schedule: a* b*\n", "x"),
                              explained({"c"}, kLarger, "x")}),
              ElementsAre(Cause{2, 1, 0}));
  EXPECT_THAT(group_by_cause({explained({"a"}, two_tasks, "x"), explained({"c"}, kLarger, "x")}),
              ElementsAre(Cause{1, 0}));
}

}  // namespace
}  // namespace lockstep
