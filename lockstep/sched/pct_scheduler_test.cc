// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/pct_scheduler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/counted_tasks.h"

namespace lockstep {
namespace {

constexpr std::uint64_t kSeed = 20240917;

// A scheduler that has seen how long executions of these tasks are.
struct Warm {
  Warm(unsigned depth, const std::vector<unsigned>& steps) : scheduler(kSeed, depth) {
    run_counted_tasks(scheduler, steps);
  }
  PctScheduler scheduler;
};

// How many of `executions` begin with `prefix`.
unsigned count_hits(unsigned depth, const std::vector<unsigned>& steps, const std::string& prefix,
                    unsigned executions) {
  Warm warm(depth, steps);
  unsigned hits = 0;
  for (unsigned i = 0; i < executions; ++i) {
    if (run_counted_tasks(warm.scheduler, steps).starts_with(prefix)) ++hits;
  }
  return hits;
}

std::size_t count_runs(const std::string& schedule) {
  std::string ends = schedule;
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends.size();
}

TEST(PctScheduler, RunsTheTaskOfHighestPriorityToItsEndAtDepthOne) {
  PctScheduler scheduler(kSeed, 1);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(count_runs(run_counted_tasks(scheduler, {4, 3, 5})), 3u);
  }
}

TEST(PctScheduler, RunsTheTaskOfHighestPriorityUntilAChangePoint) {
  Warm warm(3, {4, 3, 5});
  std::size_t most = 0;
  for (int i = 0; i < 1000; ++i) {
    most = std::max(most, count_runs(run_counted_tasks(warm.scheduler, {4, 3, 5})));
  }
  // Each of the d - 1 changes adds one run at most. Of the 3! orders and 12 * 12 pairs of changes,
  // 312 in 864 add two: 1000 executions miss them all with a probability of 0.64^1000.
  EXPECT_EQ(most, 5u);
}

TEST(PctScheduler, GoesOnWithTheHighestTaskThatIsEnabled) {
  PctScheduler scheduler(kSeed, 1);
  scheduler.begin(3);
  const unsigned highest = scheduler.pick(TaskSet::first_n(3), kNoTask).task();
  TaskSet others = TaskSet::first_n(3);
  others.erase(highest);
  const unsigned second = scheduler.pick(others, highest).task();
  EXPECT_NE(second, highest);
  EXPECT_EQ(scheduler.pick(TaskSet::first_n(3), second).task(), highest);
}

// Each of the 3! = 6 orders has probability 1/6. Of 6000 executions, 1000 are expected, with a
// standard deviation of sqrt(6000 * 1/6 * 5/6) = 29; five of them are 145.
TEST(PctScheduler, AllOrdersOfPrioritiesAreEquallyLikely) {
  PctScheduler scheduler(kSeed, 1);
  std::map<std::string, unsigned> orders;
  for (int i = 0; i < 6000; ++i) ++orders[run_counted_tasks(scheduler, {1, 1, 1})];
  ASSERT_EQ(orders.size(), 6u);
  for (const auto& [order, times] : orders) EXPECT_NEAR(times, 1000, 145) << order;
}

// Depth 1: one constraint, "task 2 goes first". n = 3, so at least 1/3 of 3000 executions: 1000,
// less five standard deviations of sqrt(3000 * 1/3 * 2/3) = 26.
TEST(PctScheduler, HitsABugOfDepthOneAsOftenAsPromised) {
  EXPECT_GE(count_hits(1, {3, 3, 3}, "2", 3000), 1000u - 130u);
}

// Depth 2: task 1 comes between the third and the fourth step of task 0. n = 2, k = 10: at least
// 1/(2 * 10) of 4000 executions: 200, less five standard deviations of sqrt(4000 * 0.05 * 0.95)
// = 14.
TEST(PctScheduler, HitsABugOfDepthTwoAsOftenAsPromised) {
  EXPECT_GE(count_hits(2, {5, 5}, "0001", 4000), 200u - 70u);
}

TEST(PctScheduler, DoesNotHitABugThatIsDeeper) {
  EXPECT_EQ(count_hits(2, {5, 5}, "001110", 4000), 0u);
  EXPECT_EQ(count_hits(1, {5, 5}, "0001", 4000), 0u);
}

// Depth 3: back to task 0 after three steps of task 1. n = 2, k = 10: at least 1/(2 * 10^2) of
// 20000 executions: 100, less five standard deviations of sqrt(20000 * 0.005 * 0.995) = 10.
TEST(PctScheduler, HitsABugOfDepthThreeAsOftenAsPromised) {
  EXPECT_GE(count_hits(3, {5, 5}, "001110", 20000), 100u - 50u);
}

TEST(PctScheduler, TheSameSeedTakesTheSameChoices) {
  PctScheduler a(kSeed, 3);
  PctScheduler b(kSeed, 3);
  PctScheduler other(kSeed + 1, 3);
  bool differs = false;
  for (int i = 0; i < 100; ++i) {
    const std::string schedule = run_counted_tasks(a, {6, 6, 6});
    EXPECT_EQ(schedule, run_counted_tasks(b, {6, 6, 6}));
    differs = differs || schedule != run_counted_tasks(other, {6, 6, 6});
  }
  EXPECT_TRUE(differs);
}

}  // namespace
}  // namespace lockstep
