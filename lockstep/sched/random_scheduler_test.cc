// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/random_scheduler.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>

#include "tests/counted_tasks.h"

namespace lockstep {
namespace {

constexpr std::uint64_t kSeed = 7;

// Chi-squared of 70000 picks among `tasks` tasks against equal numbers of each.
double chi_squared(unsigned tasks) {
  RandomScheduler scheduler(kSeed);
  scheduler.begin(tasks);
  constexpr int kPicks = 70'000;
  std::array<int, kMaxTasks> picked = {};
  for (int i = 0; i < kPicks; ++i) {
    ++picked[scheduler.pick(TaskSet::first_n(tasks), kNoTask).task()];
  }
  const double expected = static_cast<double>(kPicks) / tasks;
  double sum = 0;
  for (unsigned task = 0; task < tasks; ++task) {
    sum += (picked[task] - expected) * (picked[task] - expected) / expected;
  }
  return sum;
}

// The limits are passed by chance once in 1000 seeds.
TEST(RandomScheduler, PicksEveryTaskEquallyOften) {
  EXPECT_LT(chi_squared(2), 10.83);  // 1 degree of freedom
  EXPECT_LT(chi_squared(3), 13.82);  // 2
  EXPECT_LT(chi_squared(7), 22.46);  // 6
  EXPECT_LT(chi_squared(8), 24.32);  // 7
}

// Successive choices are independent: of three tasks with one step each, all orders have
// probability 1/6. Of 6000 executions 1000, with a standard deviation of 29; five of them are 145.
TEST(RandomScheduler, AllOrdersAreEquallyLikely) {
  RandomScheduler scheduler(kSeed);
  std::map<std::string, unsigned> orders;
  for (int i = 0; i < 6000; ++i) ++orders[run_counted_tasks(scheduler, {1, 1, 1})];
  ASSERT_EQ(orders.size(), 6u);
  for (const auto& [order, times] : orders) EXPECT_NEAR(times, 1000, 145) << order;
}

TEST(RandomScheduler, PicksOnlyTasksThatAreEnabled) {
  RandomScheduler scheduler(kSeed);
  TaskSet enabled;
  enabled.insert(1);
  enabled.insert(6);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(enabled.contains(scheduler.pick(enabled, 3).task()));
}

TEST(RandomScheduler, TheSameSeedTakesTheSameChoices) {
  RandomScheduler a(kSeed);
  RandomScheduler b(kSeed);
  RandomScheduler other(kSeed + 1);
  const std::string schedule = run_counted_tasks(a, {20, 20, 20});
  EXPECT_EQ(schedule, run_counted_tasks(b, {20, 20, 20}));
  EXPECT_NE(schedule, run_counted_tasks(other, {20, 20, 20}));
}

}  // namespace
}  // namespace lockstep
