// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/html/space_time.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "lockstep/program/text.h"
#include "lockstep/report/html/page.h"
#include "lockstep/sched/scheduler.h"
#include "tests/made_up_implementation.h"

namespace lockstep {

// For failures.
void PrintTo(const SpaceTimeEvent& event, std::ostream* stream) {
  *stream << "row " << event.row << " of task " << event.task << ": " << event.text << " "
          << event.value;
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = SpaceTimeEventKind;

ReplayedPair replayed(const lockstep_implementation& variant, std::string_view text) {
  Executor executor;
  PairRunner pair(executor, before(), variant);
  return replay_pair(pair, parse_program(text));
}

SpaceTime drawn(const lockstep_implementation& variant, std::string_view text) {
  return make_space_time(replayed(variant, text));
}

constexpr std::string_view kTwoReads =
    "vma 0 attached\n"
    "task a: vma_start_read 0; vma_end_read 0; vma_end_read 0\n"
    "task b: read_data 0\n";

TEST(SpaceTime, HasARowForEachEvent) {
  const SpaceTime diagram = drawn(before(), kTwoReads);
  EXPECT_THAT(diagram.tasks, ElementsAre("a", "b"));
  EXPECT_EQ(diagram.first_difference, std::nullopt);
  const std::vector<SpaceTimeEvent> expected = {
      {Kind::kBegin, 0, 0, "vma_start_read 0", "", 0},
      {Kind::kStep, 0, 1, "read vma 0 vm_lock_seq =", "never locked", 0},
      {Kind::kStep, 0, 2, "read mm 0 mm_lock_seq =", "0", 0},
      {Kind::kStep, 0, 3, "update vma 0 vm_refcnt, was", "1", 0},
      {Kind::kStep, 0, 4, "read mm 0 mm_lock_seq =", "0", 0},
      {Kind::kReturn, 0, 5, "returns", "locked", 0},
      {Kind::kBegin, 0, 6, "vma_end_read 0", "", 1},
      {Kind::kStep, 0, 7, "update vma 0 vm_refcnt, was", "2", 1},
      {Kind::kReturn, 0, 8, "returns", "", 1},
      {Kind::kSkip, 0, 9, "vma_end_read 0", "skipped", 2},
      {Kind::kSkip, 1, 10, "read_data 0", "skipped", 3}};
  EXPECT_EQ(diagram.rows, expected.size());
  EXPECT_EQ(diagram.reference.events, expected);
  EXPECT_EQ(diagram.variant.events, expected);
}

TEST(SpaceTime, HasABarForEachOperation) {
  const SpaceTime diagram = drawn(before(), kTwoReads);
  const SpaceTimeValues skipped = {{"result", "skipped"}};
  const std::vector<SpaceTimeOperation> expected = {{0,
                                                     0,
                                                     0,
                                                     5,
                                                     "vma_start_read 0",
                                                     {{"result", "locked"},
                                                      {"vm_refcnt", "2"},
                                                      {"vm_lock_seq", "never locked"},
                                                      {"write-locked", "no"},
                                                      {"slept", "no"},
                                                      {"tasks woken", "0"}}},
                                                    {0,
                                                     1,
                                                     6,
                                                     8,
                                                     "vma_end_read 0",
                                                     {{"result", "none"},
                                                      {"vm_refcnt", "1"},
                                                      {"vm_lock_seq", "never locked"},
                                                      {"write-locked", "no"},
                                                      {"slept", "no"},
                                                      {"tasks woken", "0"}}},
                                                    {0, 2, 9, 9, "vma_end_read 0", skipped},
                                                    {1, 0, 10, 10, "read_data 0", skipped}};
  EXPECT_EQ(diagram.reference.operations, expected);
}

// The writer sleeps until the reader leaves.
constexpr std::string_view kReaderAndWriter =
    "config DEBUG_VM=off LOCKDEP=off\n"
    "vma 0 attached\n"
    "task reader: vma_start_read 0; vma_end_read 0\n"
    "task writer: mmap_write_lock; vma_start_write 0; mmap_write_unlock\n"
    "schedule: reader*4 writer* reader*\n";

std::size_t row_of(const SpaceTimeSide& side, Kind kind) {
  const auto found = std::ranges::find(side.events, kind, &SpaceTimeEvent::kind);
  return found == side.events.end() ? 0 : found->row;
}

TEST(SpaceTime, DrawsASleepUpToTheArrowThatEndsIt) {
  const SpaceTime diagram = drawn(before(), kReaderAndWriter);
  const std::size_t asleep = row_of(diagram.reference, Kind::kSleep);
  const std::size_t woken = row_of(diagram.reference, Kind::kWake);
  EXPECT_EQ(asleep, 16u);
  EXPECT_EQ(woken, 21u);
  EXPECT_THAT(diagram.reference.sleeps, ElementsAre(SpaceTimeSleep{1, asleep, woken}));
  EXPECT_THAT(diagram.reference.arrows, ElementsAre(SpaceTimeArrow{false, 0, 1, woken}));
}

TEST(SpaceTime, DrawsASleepThatNobodyEndsToTheLastRow) {
  const SpaceTime diagram =
      drawn(before_with(&lockstep_implementation::vma_end_read, made_up_end_read_wakes_nobody),
            kReaderAndWriter);
  const SpaceTimeEvent& last = diagram.variant.events.back();
  EXPECT_EQ(last.kind, Kind::kProblem);
  EXPECT_EQ(last.text, "never wakes up");
  EXPECT_THAT(diagram.variant.sleeps, ElementsAre(SpaceTimeSleep{1, 16, last.row}));
  EXPECT_THAT(diagram.variant.arrows, IsEmpty());
  const SpaceTimeOperation* const open = find_operation_at(diagram.variant, 1, 1);
  ASSERT_NE(open, nullptr);
  EXPECT_EQ(open->last_row, last.row);
  EXPECT_THAT(open->values, IsEmpty());
  ASSERT_THAT(diagram.reference.arrows, SizeIs(1));
  EXPECT_LE(*diagram.first_difference, diagram.reference.arrows.front().row);
}

// The reader comes to its second operation at once, and does nothing in it before the writer
// sleeps.
TEST(SpaceTime, OpensABarWhereTheTaskFirstDoesSomethingInIt) {
  const SpaceTime diagram = drawn(before(), kReaderAndWriter);
  const SpaceTimeOperation* const release = find_operation_at(diagram.reference, 0, 1);
  ASSERT_NE(release, nullptr);
  EXPECT_EQ(release->text, "vma_end_read 0");
  EXPECT_EQ(release->first_row, row_of(diagram.reference, Kind::kSleep) + 1);
}

TEST(SpaceTime, DrawsASignalAsAnArrowFromWhereItsOperationBegins) {
  const SpaceTime diagram =
      drawn(before(), "vma 0 attached\ntask a: vma_start_read 0\ntask b: send_sigkill a\n");
  const SpaceTimeOperation& sends = diagram.variant.operations.back();
  EXPECT_EQ(sends.text, "send_sigkill a");
  EXPECT_THAT(diagram.variant.arrows, ElementsAre(SpaceTimeArrow{true, 1, 0, sends.first_row}));
}

TEST(SpaceTime, MarksTheFirstRowThatDiffersAndStaysAlignedBehindIt) {
  const SpaceTime diagram =
      drawn(before_that_warns(),
            "vma 0 attached\ntask a: vma_start_read 0; vma_end_read 0\ntask b: vma_start_read "
            "0\nschedule: b*4 a*\n");
  const std::size_t warning = row_of(diagram.variant, Kind::kProblem);
  EXPECT_EQ(diagram.first_difference, warning);
  EXPECT_TRUE(std::ranges::none_of(
      diagram.reference.events, [&](const SpaceTimeEvent& event) { return event.row == warning; }));
  EXPECT_EQ(diagram.reference.events.back(), diagram.variant.events.back());
  EXPECT_EQ(diagram.reference.events.back().row + 1, diagram.rows);
}

TEST(SpaceTime, PutsACrashIntoTheLaneOfItsTask) {
  const SpaceTime diagram = drawn(before_with(&lockstep_implementation::vma_start_read_locked,
                                              made_up_start_read_locked_crashes),
                                  "vma 0 detached\n"
                                  "task other: read_data 0\n"
                                  "task reader: mmap_read_lock; vma_start_read_locked 0\n");
  const SpaceTimeEvent& last = diagram.variant.events.back();
  EXPECT_EQ(last.kind, Kind::kProblem);
  EXPECT_EQ(last.task, 1u);
  EXPECT_EQ(last.text, "crash: bad memory access");
}

TEST(SpaceTime, PutsARaceBelowAllLanes) {
  ReplayedPair pair = replayed(before(), kTwoReads);
  pair.variant.observation.races = {{"vma 0 vm_start", {}}};
  const SpaceTimeEvent last = make_space_time(pair).variant.events.back();
  EXPECT_EQ(last.task, kNoTask);
  EXPECT_EQ(last.text, "data race: read and read of vma 0 vm_start race");
}

TEST(SpaceTime, LeavesStepsOutOfAReplayThatIsTooLong) {
  ReplayedPair pair = replayed(before(), kTwoReads);
  const TraceEvent step = pair.variant.trace.events[1];
  pair.variant.trace.events.insert(pair.variant.trace.events.begin() + 1, kMostSpaceTimeEvents,
                                   step);
  const SpaceTime diagram = make_space_time(pair);
  EXPECT_EQ(diagram.rows, 6u);
  EXPECT_EQ(row_of(diagram.variant, Kind::kStep), 0u);
}

}  // namespace
}  // namespace lockstep
