// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/stress/hang_detector.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

constexpr unsigned kAsleep = 2;

class HangDetection : public ::testing::Test {
 protected:
  HangDetection() {
    for (unsigned task = 0; task < kMaxTasks; ++task) words_[task] = &states_[task];
    detector_.restart(3);
  }

  void fall_asleep(unsigned task) {
    states_[task] = kAsleep;
    detector_.enter_sleep(task);
  }

  bool hangs() const { return detector_.find_hang(words_).has_value(); }

  std::array<unsigned, kMaxTasks> states_ = {};
  HangDetector::Words words_ = {};
  HangDetector detector_;
};

TEST_F(HangDetection, FindsNoneWhileATaskHasNotStarted) {
  fall_asleep(0);
  fall_asleep(2);
  EXPECT_FALSE(hangs());
}

TEST_F(HangDetection, FindsAllThatSleepOnceNobodyElseIsLeft) {
  fall_asleep(0);
  detector_.end(1);
  EXPECT_FALSE(hangs());
  fall_asleep(2);
  const auto hanging = detector_.find_hang(words_);
  ASSERT_TRUE(hanging.has_value());
  EXPECT_EQ(hanging->bits(), 0b101u);
}

TEST_F(HangDetection, FindsNoneIfAllHaveEnded) {
  for (unsigned task = 0; task < 3; ++task) detector_.end(task);
  EXPECT_FALSE(hangs());
}

// A task that was woken is asleep until it notices.
TEST_F(HangDetection, FindsNoneIfASleeperHasBeenWoken) {
  for (unsigned task = 0; task < 3; ++task) fall_asleep(task);
  EXPECT_TRUE(hangs());
  states_[1] = 0;
  EXPECT_TRUE(detector_.is_asleep(1));
  EXPECT_FALSE(hangs());
  detector_.leave_sleep(1);
  EXPECT_FALSE(detector_.is_asleep(1));
  EXPECT_FALSE(hangs());
  detector_.end(1);
  EXPECT_TRUE(hangs());
}

TEST_F(HangDetection, KnowsNothingOfTheExecutionBefore) {
  for (unsigned task = 0; task < 3; ++task) fall_asleep(task);
  detector_.restart(3);
  EXPECT_FALSE(hangs());
  EXPECT_FALSE(detector_.is_asleep(0));
}

}  // namespace
}  // namespace lockstep
