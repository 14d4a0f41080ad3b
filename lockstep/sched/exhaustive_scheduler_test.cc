// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/exhaustive_scheduler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/counted_tasks.h"

namespace lockstep {
namespace {

struct Walk {
  std::size_t executions = 0;
  std::set<std::string> schedules;
};

Walk walk(ExhaustiveScheduler& scheduler, const std::vector<unsigned>& steps) {
  Walk walk;
  do {
    ++walk.executions;
    walk.schedules.insert(run_counted_tasks(scheduler, steps));
  } while (scheduler.advance());
  return walk;
}

// The number of executions; each of them under a schedule of its own.
std::size_t count(const std::vector<unsigned>& steps,
                  unsigned bound = ExhaustiveScheduler::kUnbounded) {
  ExhaustiveScheduler scheduler(bound);
  const Walk all = walk(scheduler, steps);
  EXPECT_EQ(all.schedules.size(), all.executions);
  return all.executions;
}

TEST(ExhaustiveScheduler, TakesEveryScheduleOfTwoTasksOnce) {
  EXPECT_EQ(count({1, 1}), 2u);    // 2! / (1! 1!)
  EXPECT_EQ(count({3, 4}), 35u);   // 7! / (3! 4!)
  EXPECT_EQ(count({5, 5}), 252u);  // 10! / (5! 5!)
  EXPECT_EQ(count({1, 9}), 10u);   // 10! / (1! 9!)
}

TEST(ExhaustiveScheduler, TakesEveryScheduleOfMoreTasksOnce) {
  EXPECT_EQ(count({1, 1, 1}), 6u);        // 3!
  EXPECT_EQ(count({2, 2, 2}), 90u);       // 6! / (2!)^3
  EXPECT_EQ(count({1, 2, 3}), 60u);       // 6! / (1! 2! 3!)
  EXPECT_EQ(count({3, 3, 3}), 1680u);     // 9! / (3!)^3
  EXPECT_EQ(count({2, 2, 2, 2}), 2520u);  // 8! / (2!)^4
}

TEST(ExhaustiveScheduler, HasOneScheduleForOneTaskAndForNone) {
  EXPECT_EQ(count({7}), 1u);
  EXPECT_EQ(count({}), 1u);
  EXPECT_EQ(count({0, 4, 0}), 1u);
}

TEST(ExhaustiveScheduler, FindsEveryWordOverTheTasks) {
  ExhaustiveScheduler scheduler;
  std::set<std::string> expected;
  std::string word = "00112";
  do expected.insert(word);
  while (std::next_permutation(word.begin(), word.end()));
  EXPECT_EQ(walk(scheduler, {2, 2, 1}).schedules, expected);
}

// A word over two tasks with r runs has r - 2 preemptions: every switch is one, but for the last,
// which leaves a task that has ended. There are 2, 4, 8, 4, 2 words of three steps each with 2 to 6
// runs: 2 C(2, ceil(r/2) - 1) C(2, floor(r/2) - 1).
TEST(ExhaustiveScheduler, CountsPreemptionsOfTwoTasks) {
  EXPECT_EQ(count({3, 3}, 0), 2u);
  EXPECT_EQ(count({3, 3}, 1), 6u);
  EXPECT_EQ(count({3, 3}, 2), 14u);
  EXPECT_EQ(count({3, 3}, 3), 18u);
  EXPECT_EQ(count({3, 3}, 4), 20u);
  EXPECT_EQ(count({3, 3}, 5), 20u);
}

TEST(ExhaustiveScheduler, WithoutPreemptionsTasksRunOneAfterTheOther) {
  EXPECT_EQ(count({4, 4, 4}, 0), 6u);      // 3!
  EXPECT_EQ(count({2, 3, 4, 5}, 0), 24u);  // 4!
}

// One preemption among three tasks of two steps splits one of them, and its two halves and the two
// other tasks are in an order with the halves apart and the first one first: 4!/2 - 3! for each.
TEST(ExhaustiveScheduler, CountsOnePreemptionOfThreeTasks) {
  EXPECT_EQ(count({2, 2, 2}, 1), 6u + 3u * (12u - 6u));
}

TEST(ExhaustiveScheduler, EveryBoundedScheduleIsAmongTheUnboundedOnes) {
  ExhaustiveScheduler unbounded;
  ExhaustiveScheduler bounded(1);
  const Walk all = walk(unbounded, {2, 3, 2});
  const Walk some = walk(bounded, {2, 3, 2});
  EXPECT_TRUE(std::ranges::includes(all.schedules, some.schedules));
  EXPECT_LT(some.executions, all.executions);
}

TEST(ExhaustiveScheduler, StartsAgainAfterTheLastSchedule) {
  ExhaustiveScheduler scheduler;
  const Walk first = walk(scheduler, {2, 2});
  const Walk second = walk(scheduler, {2, 2});
  EXPECT_EQ(first.schedules, second.schedules);
  EXPECT_EQ(second.executions, 6u);
}

// Of three tasks the last one ends earlier the second time.
TEST(ExhaustiveScheduler, GoesOnWithoutAChoiceThatIsNotThereAnyMore) {
  ExhaustiveScheduler scheduler;
  EXPECT_EQ(run_counted_tasks(scheduler, {1, 1, 2}), "0122");
  ASSERT_TRUE(scheduler.advance());
  EXPECT_EQ(run_counted_tasks(scheduler, {1, 0, 0}), "0");
  EXPECT_EQ(run_counted_tasks(scheduler, {1, 2, 0}), "011");
  EXPECT_TRUE(scheduler.advance());
}

}  // namespace
}  // namespace lockstep
