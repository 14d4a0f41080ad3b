// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/task_set.h"

#include <gtest/gtest.h>

#include <set>

namespace lockstep {
namespace {

TaskSet from_bits(unsigned bits) {
  TaskSet set;
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    if (bits >> task & 1) set.insert(task);
  }
  return set;
}

TEST(TaskSet, IsWhatAStandardSetIs) {
  for (unsigned bits = 0; bits < 1u << kMaxTasks; ++bits) {
    const TaskSet set = from_bits(bits);
    std::set<unsigned> model;
    for (unsigned task = 0; task < kMaxTasks; ++task) {
      EXPECT_EQ(set.contains(task), (bits >> task & 1) != 0);
      if (set.contains(task)) model.insert(task);
    }
    EXPECT_EQ(set.size(), model.size());
    EXPECT_EQ(set.empty(), model.empty());
    unsigned rank = 0;
    for (const unsigned task : model) EXPECT_EQ(set.nth(rank++), task);
    if (!model.empty()) {
      EXPECT_EQ(set.first(), *model.begin());
    }
  }
}

TEST(TaskSet, ForgetsWhatIsErased) {
  TaskSet set = from_bits(0b1011);
  set.erase(1);
  EXPECT_EQ(set, from_bits(0b1001));
  set.erase(1);
  EXPECT_EQ(set, from_bits(0b1001));
}

TEST(TaskSet, OfTheFirstNHasThem) {
  EXPECT_TRUE(TaskSet::first_n(0).empty());
  EXPECT_EQ(TaskSet::first_n(3), from_bits(0b111));
  EXPECT_EQ(TaskSet::first_n(kMaxTasks).size(), kMaxTasks);
}

}  // namespace
}  // namespace lockstep
