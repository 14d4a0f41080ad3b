// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/scripted_scheduler.h"

#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "tests/counted_tasks.h"

namespace lockstep {
namespace {

// The schedule of a program text with tasks a, b and c.
Schedule schedule(const std::string& text) {
  return parse_program(
             "vma 0 attached\ntask a: mmap_read_lock\ntask b: mmap_read_lock\n"
             "task c: mmap_read_lock\nschedule: " +
             text + "\n")
      .schedule;
}

struct Ran {
  std::string made;
  std::optional<ScriptedScheduler::Mismatch> mismatch;
};

Ran run(const std::string& text, const std::vector<unsigned>& steps) {
  const Schedule followed = schedule(text);
  ScriptedScheduler scheduler(followed);
  Ran ran;
  ran.made = run_counted_tasks(scheduler, steps);
  ran.mismatch = scheduler.mismatch();
  return ran;
}

TEST(ScriptedScheduler, FollowsTheTextOfASchedule) {
  const Ran ran = run("a*2 b*1 a*1 c*2 b*2", {3, 3, 2});
  EXPECT_EQ(ran.made, "00102211");
  EXPECT_FALSE(ran.mismatch.has_value());
}

TEST(ScriptedScheduler, ARunWithoutANumberGoesToTheEndOfTheTask) {
  const Ran ran = run("b*1 a* c* b*", {3, 2, 2});
  EXPECT_EQ(ran.made, "1000221");
  EXPECT_FALSE(ran.mismatch.has_value());
}

TEST(ScriptedScheduler, AfterTheLastRunTheTaskGoesOnAndThenTheFirst) {
  const Ran ran = run("c*1", {2, 2, 2});
  EXPECT_EQ(ran.made, "220011");
  EXPECT_FALSE(ran.mismatch.has_value());
}

TEST(ScriptedScheduler, SaysWhichRunCouldNotBeFollowed) {
  const Ran ran = run("b*1 a*5 b*1", {3, 2});
  EXPECT_EQ(ran.made, "10001");
  ASSERT_TRUE(ran.mismatch.has_value());
  EXPECT_EQ(ran.mismatch->run, 1u);
  EXPECT_EQ(ran.mismatch->steps_left, 2u);
}

TEST(ScriptedScheduler, SaysTheFirstOfSeveralMismatches) {
  const Ran ran = run("a*2 b*3 a*1 b*7", {1, 1, 1});
  ASSERT_TRUE(ran.mismatch.has_value());
  EXPECT_EQ(ran.mismatch->run, 0u);
  EXPECT_EQ(ran.mismatch->steps_left, 1u);
}

TEST(ScriptedScheduler, ForgetsAMismatchWhenTheNextExecutionBegins) {
  const Schedule followed = schedule("a*3 b*1");
  ScriptedScheduler scheduler(followed);
  run_counted_tasks(scheduler, {2, 2});
  ASSERT_TRUE(scheduler.mismatch().has_value());
  EXPECT_EQ(run_counted_tasks(scheduler, {3, 1}), "0001");
  EXPECT_FALSE(scheduler.mismatch().has_value());
}

TEST(ScriptedScheduler, ARunToTheEndOfATaskThatHasEndedIsNoMismatch) {
  const Ran ran = run("a* b*1 a* b*", {1, 2});
  EXPECT_EQ(ran.made, "011");
  EXPECT_FALSE(ran.mismatch.has_value());
}

TEST(ScriptedScheduler, AnEmptyScheduleRunsTasksInOrder) {
  const Schedule none;
  ScriptedScheduler scheduler(none);
  EXPECT_EQ(run_counted_tasks(scheduler, {2, 1, 2}), "00122");
}

}  // namespace
}  // namespace lockstep
