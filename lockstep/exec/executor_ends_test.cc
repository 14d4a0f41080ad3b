// SPDX-License-Identifier: GPL-2.0-only
// How executions end, and what they leave behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kernel/abi/engine.h"
#include "lockstep/load/source_positions.h"
#include "tests/executor_fixture.h"

namespace lockstep {
namespace {

using ::testing::StartsWith;

class ExecutorEnds : public ExecutorFixture {};

TEST_F(ExecutorEnds, ATaskReleasesWhatItHolds) {
  run("vma 0 attached\nvma 1 attached\n"
      "task a: mmap_read_lock; vma_start_read 0; vma_start_read 1; vma_start_read 0\n");
  const auto records = records_of(0);
  ASSERT_EQ(records.size(), 8u);
  EXPECT_EQ(records[4].operation_code(), vma_lock::kVmaEndRead);
  EXPECT_EQ(records[4].target, 0u);
  EXPECT_EQ(records[4].index, 4u);  // counts on after its own operations
  EXPECT_EQ(records[5].target, 0u);
  EXPECT_EQ(records[6].target, 1u);
  EXPECT_EQ(records[7].operation_code(), vma_lock::kMmapReadUnlock);
  EXPECT_EQ(observation_.final.objects[vma_lock::kVmas][0][vma_lock::kRefcount], 1u);
  EXPECT_EQ(observation_.final.objects[vma_lock::kMms][0][vma_lock::kHolders], 0);
  EXPECT_TRUE(observation_.warnings.empty());
}

TEST_F(ExecutorEnds, ATaskLeavesItsExclusiveSectionsAndBothMmapLocks) {
  run("vma 0 attached\n"
      "task a: mmap_write_lock 0; mmap_write_lock 1; enter_exclusive 0 uninterruptible\n");
  const auto records = records_of(0);
  ASSERT_EQ(records.size(), 6u);
  EXPECT_EQ(records[3].operation_code(), vma_lock::kExitExclusive);
  EXPECT_EQ(records[4].operation_code(), vma_lock::kMmapWriteUnlock);
  EXPECT_EQ(records[4].target, 1u);
  EXPECT_EQ(records[5].target, 0u);
  EXPECT_EQ(observation_.final.objects[vma_lock::kVmas][0][vma_lock::kRefcount], 1u);
  EXPECT_EQ(observation_.final.objects[vma_lock::kMms][0][vma_lock::kMmSequence], 2u);
  EXPECT_EQ(observation_.final.objects[vma_lock::kMms][1][vma_lock::kMmSequence], 2u);
}

TEST_F(ExecutorEnds, CompletedIsTheEndOfEveryTask) {
  run("vma 0 attached\ntask a: vma_start_read 0\ntask b: mmap_write_lock\n");
  EXPECT_EQ(observation_.final.end, End::kCompleted);
  EXPECT_TRUE(observation_.final.asleep.empty());
  EXPECT_EQ(observation_.final.crash, CrashKind::kNone);
  EXPECT_EQ(observation_.final.objects[vma_lock::kMms][0][vma_lock::kWaiter], -1);
}

TEST_F(ExecutorEnds, AProgramWithoutTasksCompletes) {
  Program program;
  program.objects = {{.attached = false}};
  run(program, before());
  EXPECT_EQ(observation_.final.end, End::kCompleted);
  EXPECT_TRUE(observation_.operations.empty());
  EXPECT_EQ(observation_.steps.size(), 0u);
  EXPECT_EQ(observation_.final.objects[vma_lock::kVmas][0][vma_lock::kRefcount], 0u);
}

// The count has one more than there are readers: nobody will wake the writer.
constexpr std::string_view kDeadlock =
    "vma 0 attached\n"
    "task fault: fault_set_refcount 0 2\n"
    "task writer: mmap_write_lock; vma_start_write 0\n"
    "task next: mmap_read_lock\n"
    "schedule: fault* writer* next*\n";

TEST_F(ExecutorEnds, AHangSaysWhoSleepsAndWhereTheWaiterIs) {
  run(kDeadlock);
  EXPECT_EQ(observation_.final.end, End::kHang);
  TaskSet asleep;
  asleep.insert(1);
  asleep.insert(2);
  EXPECT_EQ(observation_.final.asleep, asleep);
  EXPECT_EQ(observation_.final.objects[vma_lock::kMms][0][vma_lock::kWaiter], 1);
  EXPECT_EQ(observation_.operations.size(), 2u);  // what did not return is not recorded
}

TEST_F(ExecutorEnds, AHangIsForgottenByTheNextExecution) {
  constexpr std::string_view kPlain =
      "vma 0 attached\ntask a: vma_start_read 0\ntask b: mmap_write_lock\n"
      "task c: mmap_read_lock\n";
  const Observation first = run(kPlain);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_EQ(run(kDeadlock).final.end, End::kHang);
    ASSERT_TRUE(same_observation(run(kPlain), first));
  }
}

void step_for_ever(vm_area_struct* vma) {
  for (;;) lockstep_step(vma, LOCKSTEP_READ);
}

TEST_F(ExecutorEnds, TooManyStepsAreAnEnd) {
  lockstep_implementation implementation = before();
  implementation.write_data = step_for_ever;
  constexpr std::string_view kEndless =
      "vma 0 attached\ntask a: mmap_write_lock; vma_start_write 0; write_data 0\n"
      "task b: vma_start_read 0\n";
  run(kEndless, implementation);
  EXPECT_EQ(observation_.final.end, End::kOutOfSteps);
  EXPECT_EQ(observation_.steps.size(), kStepLimit);
  EXPECT_EQ(observation_.operations.size(), 2u);
  EXPECT_EQ(observation_.final.crash, CrashKind::kNone);
  EXPECT_EQ(run(kEndless).final.end, End::kCompleted);
}

TEST_F(ExecutorEnds, DataRacesAreSeenInEveryExecutionByBuildsThatWatchForThem) {
  // The reader's count is taken from it, so that the writer does not wait.
  const Program program = parse_program(
      "vma 0 attached\n"
      "task reader: vma_start_read 0; read_data 0\n"
      "task fault: fault_set_refcount 0 1\n"
      "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n"
      "schedule: reader*4 fault* writer* reader*\n");
  int seen = 0;
  for (int i = 0; i < 100; ++i) {
    run(program, before());
    const auto race = std::ranges::find(observation_.races, "vma 0 vm_start", &RaceRecord::place);
    if (race != observation_.races.end()) ++seen;
  }
  EXPECT_EQ(seen, watches_races() ? 100 : 0);
}

TEST_F(ExecutorEnds, ADataRaceIsWhereItIsAfterHangsToo) {
  lockstep_implementation unlocked = before();
  unlocked.vma_start_read = [](mm_struct*, vm_area_struct* vma) { return vma; };
  unlocked.vma_end_read = [](vm_area_struct*) {};
  for (int i = 0; i < 10; ++i) run(kDeadlock, unlocked);
  const Program program = parse_program(
      "vma 0 attached\n"
      "task reader: vma_start_read 0; read_data 0\n"
      "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n"
      "schedule: writer* reader*\n");
  ScriptedScheduler scheduler(program.schedule);
  Trace trace;  // places are written down only with one
  executor_.run(program, unlocked, scheduler, observation_, &trace);
  ASSERT_EQ(observation_.races.empty(), !watches_races());
  if (!watches_races()) return;
  SourcePositions positions;
  for (const RacingAccess& access : observation_.races[0].accesses) {
    EXPECT_THAT(positions.find(access.call_stack), StartsWith("kernel/abi/environment.h:"));
  }
}

// Tasks that do not overlap are not ordered by that: the scheduler is no synchronisation.
TEST_F(ExecutorEnds, DataRacesAreSeenBetweenTasksThatRunOneAfterTheOther) {
  const Program program = parse_program(
      "vma 0 attached\nvma 1 attached\n"
      "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n"
      "task reader: vma_start_read 0; read_data 0\n"
      "schedule: writer* reader*\n");
  lockstep_implementation unlocked = before();
  unlocked.vma_start_read = [](mm_struct*, vm_area_struct* vma) { return vma; };
  unlocked.vma_end_read = [](vm_area_struct*) {};
  int seen = 0;
  for (int i = 0; i < 100; ++i) seen += run(program, unlocked).races.empty() ? 0 : 1;
  EXPECT_EQ(seen, watches_races() ? 100 : 0);
}

TEST_F(ExecutorEnds, ThereIsNoRaceUnderTheLock) {
  run("vma 0 attached\n"
      "task reader: vma_start_read 0; read_data 0\n"
      "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n"
      "schedule: reader*4 writer* reader* writer*\n");
  EXPECT_EQ(observation_.final.objects[vma_lock::kVmas][0][vma_lock::kData], 1u);
  EXPECT_TRUE(observation_.races.empty());
}

}  // namespace
}  // namespace lockstep
