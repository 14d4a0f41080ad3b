// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "tests/choices.h"

namespace lockstep {
namespace {

TEST(Schedule, JoinsCountedRunsOfTheSameTaskOnly) {
  Schedule schedule;
  for (const ScheduleRun run :
       schedule_of_tasks({{0, 1}, {0, 2}, {1, 1}, {0, 3}, {0, 0}, {0, 4}, {0, 0}})) {
    append_run(schedule, run);
  }
  EXPECT_EQ(schedule, (schedule_of_tasks({{0, 3}, {1, 1}, {0, 3}, {0, 0}, {0, 4}, {0, 0}})));
}

TEST(Schedule, CountsNoRunBeyondTheMostSteps) {
  Schedule schedule = schedule_of_tasks({{2, kMaxRunSteps - 1}});
  append_run(schedule, run_of_task(2, 1));
  EXPECT_EQ(schedule, (schedule_of_tasks({{2, kMaxRunSteps}})));
  append_run(schedule, run_of_task(2, kMaxRunSteps));
  EXPECT_EQ(schedule, (schedule_of_tasks({{2, kMaxRunSteps}})));
}

TEST(Program, CountsTheOperationsOfAllTasks) {
  EXPECT_EQ(count_operations(parse_program("task a:")), 0u);
  EXPECT_EQ(count_operations(
                parse_program("task a: mmap_read_lock; mmap_read_unlock\ntask b: send_signal a")),
            3u);
}

TEST(Program, HasAFaultIfAnyOperationIsOne) {
  EXPECT_FALSE(
      has_fault(parse_program("vma 0 attached\ntask a: enter_exclusive_detaching 0 "
                              "uninterruptible; enter_exclusive 0 killable")));
  EXPECT_TRUE(has_fault(
      parse_program("vma 0 attached\ntask a:\ntask b: enter_exclusive_detaching 0 killable")));
  EXPECT_TRUE(has_fault(
      parse_program("vma 0 attached\ntask a: mmap_write_lock; enter_exclusive 0 interruptible")));
  EXPECT_TRUE(has_fault(parse_program("task a: mmap_read_lock; fault_fail_wait")));
}

TEST(Program, MayRaceByOverflowIfItAccessesDataAndASequenceIsCloseToItsEnd) {
  const std::string data = "vma 0 attached\ntask a: write_data 0";
  EXPECT_FALSE(may_race_by_overflow(parse_program(data)));
  EXPECT_FALSE(may_race_by_overflow(parse_program("mm 1 sequence 1000\n" + data)));
  EXPECT_TRUE(may_race_by_overflow(parse_program("mm 1 sequence 4294967292\n" + data)));
  EXPECT_FALSE(may_race_by_overflow(
      parse_program("mm 0 sequence 4294967292\nvma 0 attached\ntask a: vma_start_read 0")));
}

TEST(Program, HasTheMmOfTheVmaAsDefault) {
  const Program program = parse_program("vma 0 attached mm 1\ntask a:");
  EXPECT_EQ(default_owner(program, {vma_lock::kVmaStartRead, {0, 0}}), 1u);
  EXPECT_EQ(default_owner(program, {vma_lock::kMmapReadLock, {1, 0}}), 0u);
}

std::vector<std::string> named(std::string_view text) {
  Program program = parse_program(text);
  name_tasks(program);
  std::vector<std::string> names;
  for (const Task& task : program.tasks) names.push_back(task.name);
  return names;
}

TEST(TaskNames, AreTheRolesOfTheTasks) {
  EXPECT_THAT(named("vma 0 attached\n"
                    "task a: vma_start_read 0; vma_end_read 0\n"
                    "task b: mmap_write_lock; vma_start_write 0\n"
                    "task c: send_signal a\n"
                    "task d:\n"),
              testing::ElementsAre("reader", "writer", "signaller", "task"));
}

TEST(TaskNames, OfTasksThatWriteAndReadAreThoseOfWriters) {
  EXPECT_THAT(named("vma 0 attached\ntask a: send_sigkill a; vma_start_read 0; "
                    "enter_exclusive 0 killable"),
              testing::ElementsAre("writer"));
  EXPECT_THAT(named("task a: wake_up_process a; mmap_read_lock"), testing::ElementsAre("reader"));
}

TEST(TaskNames, AreToldApartByLettersOnlyIfTheyAreTheSame) {
  EXPECT_THAT(named("task x: mmap_read_lock\ntask y:\ntask z: mmap_read_trylock\ntask w: "
                    "mmap_write_trylock\ntask v: mmap_read_lock"),
              testing::ElementsAre("reader_a", "task", "reader_b", "writer", "reader_c"));
}

TEST(TaskNames, ReachTheLetterHForEightTasks) {
  std::string text;
  for (char name = 'a'; name <= 'h'; ++name) text += std::string("task ") + name + ":\n";
  EXPECT_EQ(named(text).back(), "task_h");
}

}  // namespace
}  // namespace lockstep
