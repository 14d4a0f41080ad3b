// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/bytes_scheduler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lockstep/program/random.h"
#include "lockstep/sched/counted_tasks.h"

namespace lockstep {
namespace {

std::string run(const std::vector<std::uint8_t>& bytes, const std::vector<unsigned>& steps) {
  BytesScheduler scheduler(bytes);
  return run_counted_tasks(scheduler, steps);
}

TEST(BytesScheduler, AByteChoosesAmongTheEnabledTasksModuloTheirNumber) {
  EXPECT_EQ(run({0, 1, 2, 5, 255}, {2, 2, 2}), "012210");
}

TEST(BytesScheduler, NobodyIsPreemptedWithoutBytes) { EXPECT_EQ(run({}, {2, 3, 1}), "001112"); }

TEST(BytesScheduler, NobodyIsPreemptedAfterTheLastByte) { EXPECT_EQ(run({1}, {2, 3}), "11100"); }

TEST(BytesScheduler, NoByteIsSpentWhereThereIsNoChoice) {
  EXPECT_EQ(run({1, 1, 1, 0, 1}, {1, 1, 2}), run({1, 1, 1}, {1, 1, 2}));
  const std::vector<std::uint8_t> bytes = {1, 0};
  BytesScheduler scheduler(bytes);
  scheduler.begin(2);
  TaskSet only;
  only.insert(1);
  EXPECT_EQ(scheduler.pick(only, 0), 1u);
  EXPECT_EQ(scheduler.pick(TaskSet::first_n(2), 1), 1u);
  EXPECT_EQ(scheduler.pick(TaskSet::first_n(2), 1), 0u);
}

TEST(BytesScheduler, StartsWithTheFirstByteInEveryExecution) {
  const std::vector<std::uint8_t> bytes = {1, 0, 1};
  BytesScheduler scheduler(bytes);
  const std::string first = run_counted_tasks(scheduler, {3, 3});
  EXPECT_EQ(first, run_counted_tasks(scheduler, {3, 3}));
}

// Not about chance: whatever the bytes, the picks are valid and every task comes to its end.
TEST(BytesScheduler, AnyBytesAreASchedule) {
  Random random(3);
  for (unsigned length = 0; length < 200; ++length) {
    std::vector<std::uint8_t> bytes(length);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.below(256));
    std::string made = run(bytes, {7, 7, 7, 7});
    std::ranges::sort(made);
    EXPECT_EQ(made, "0000000111111122222223333333");
  }
}

TEST(BytesScheduler, EveryScheduleHasBytes) {
  // In reverse order of the tasks, then alternating: always a choice among what is left.
  EXPECT_EQ(run({2, 1, 0, 2, 1}, {2, 2, 2}), "210210");
}

}  // namespace
}  // namespace lockstep
