// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/step.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "lockstep/program/operation.h"

namespace lockstep {
namespace {

TEST(Step, GivesBackWhoWhatAndHow) {
  const int object = 0;
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    for (const auto kind :
         {LOCKSTEP_READ, LOCKSTEP_WRITE, LOCKSTEP_UPDATE, LOCKSTEP_BLOCK, LOCKSTEP_WAKE}) {
      const Step step(task, &object, kind);
      EXPECT_EQ(step.task(), task);
      EXPECT_EQ(step.object(), &object);
      EXPECT_EQ(step.kind(), kind);
      EXPECT_FALSE(step.is_after_leave());
    }
  }
}

TEST(Step, HasRoomForTheHighestUserAddress) {
  const auto* const highest = reinterpret_cast<const volatile void*>(0x7fff'ffff'ffffu);
  const Step step(7, highest, LOCKSTEP_WAKE);
  EXPECT_EQ(step.object(), highest);
  EXPECT_EQ(step.task(), 7u);
  EXPECT_EQ(step.kind(), LOCKSTEP_WAKE);
}

TEST(Step, OfAChosenTaskHasNoObjectYet) {
  const Step step(Choice::of_task(5));
  EXPECT_EQ(step.task(), 5u);
  EXPECT_EQ(step.object(), nullptr);
}

TEST(Step, KeepsThatItWasChosenAfterALeaveWhenItIsCompleted) {
  const int object = 0;
  const Step announced(3, &object, LOCKSTEP_WRITE);
  const Step completed = Step(Choice::of_task(3)).after_leave().completed(announced);
  EXPECT_TRUE(completed.is_after_leave());
  EXPECT_EQ(completed.object(), &object);
  EXPECT_EQ(completed.kind(), LOCKSTEP_WRITE);
  EXPECT_EQ(completed.task(), 3u);
  EXPECT_NE(completed, announced);
  EXPECT_EQ(Step(Choice::of_task(3)).completed(announced), announced);
}

StepLog log_of(std::initializer_list<unsigned> tasks, std::uint32_t capacity) {
  StepLog log(capacity);
  Step* next = log.room();
  for (const unsigned task : tasks) *next++ = Step(Choice::of_task(task));
  log.set_end(next);
  return log;
}

TEST(StepLog, HoldsTheStepsInOrder) {
  const StepLog log = log_of({2, 0, 1}, 10);
  ASSERT_EQ(log.size(), 3u);
  EXPECT_EQ(log[0].task(), 2u);
  EXPECT_EQ(log[2].task(), 1u);
}

TEST(StepLog, HasTheRoomItWasMadeWith) {
  StepLog log(10);
  EXPECT_EQ(log.size(), 0u);
  EXPECT_EQ(log.room_end() - log.room(), 10);
}

TEST(StepLog, IsEqualIfItsStepsAre) {
  EXPECT_EQ(log_of({0, 1}, 10), log_of({0, 1}, 20));
  EXPECT_FALSE(log_of({0, 1}, 10) == log_of({0, 2}, 10));
  EXPECT_FALSE(log_of({0, 1}, 10) == log_of({0}, 10));
}

TEST(StepLog, IsCopiedAndClearedWithoutTheOriginal) {
  const StepLog log = log_of({0, 1}, 10);
  StepLog copy = log;
  EXPECT_EQ(copy, log);
  copy.clear();
  EXPECT_EQ(copy.size(), 0u);
  EXPECT_EQ(log.size(), 2u);
}

}  // namespace
}  // namespace lockstep
