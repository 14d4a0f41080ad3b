// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/replay_scheduler.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "lockstep/sched/random_scheduler.h"
#include "tests/counted_tasks.h"

namespace lockstep {
namespace {

std::vector<Step> steps_of_tasks(std::string_view tasks) {
  std::vector<Step> steps;
  for (const char task : tasks) {
    steps.emplace_back(Choice::of_task(static_cast<unsigned>(task - '0')));
  }
  return steps;
}

std::string replay(std::string_view recorded, const std::vector<unsigned>& steps) {
  const std::vector<Step> followed = steps_of_tasks(recorded);
  ReplayScheduler scheduler;
  scheduler.follow(followed);
  return run_counted_tasks(scheduler, steps);
}

TEST(ReplayScheduler, FollowsWhatARandomSchedulerTook) {
  RandomScheduler random(1);
  for (int i = 0; i < 100; ++i) {
    const std::string recorded = run_counted_tasks(random, {4, 5, 6});
    EXPECT_EQ(replay(recorded, {4, 5, 6}), recorded);
  }
}

TEST(ReplayScheduler, CanBeRepeated) {
  const std::vector<Step> followed = steps_of_tasks("0101");
  ReplayScheduler scheduler;
  scheduler.follow(followed);
  EXPECT_EQ(run_counted_tasks(scheduler, {2, 2}), "0101");
  EXPECT_EQ(run_counted_tasks(scheduler, {2, 2}), "0101");
}

TEST(ReplayScheduler, WithoutChoicesLeftTheRunningTaskGoesOnAndThenTheFirst) {
  EXPECT_EQ(replay("01", {2, 3, 1}), "011102");
  EXPECT_EQ(replay("", {2, 1}), "001");
}

TEST(ReplayScheduler, AChoiceThatCannotRunIsPassedOver) {
  EXPECT_EQ(replay("0111002", {3, 1, 1}), "01002");
}

TEST(ReplayScheduler, GoesOnWithTheFirstTaskIfNoneRan) {
  EXPECT_EQ(ReplayScheduler::go_on(TaskSet::first_n(3), kNoTask).task(), 0u);
  EXPECT_EQ(ReplayScheduler::go_on(TaskSet::first_n(3), 2).task(), 2u);
  EXPECT_EQ(ReplayScheduler::go_on(TaskSet::first_n(2), 2).task(), 0u);
}

}  // namespace
}  // namespace lockstep
