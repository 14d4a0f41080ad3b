// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/rcupdate.h>
#include <linux/rcuwait.h>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

class Rcuwait : public ::testing::Test {
 protected:
  Rcuwait() { rcuwait_init(&wait_); }

  // Waits until the flag is set. Looking at the flag is a step, as in all conditions of the kernel.
  int wait(unsigned state) {
    return rcuwait_wait_event(&wait_, (++looks_, READ_ONCE(flag_)) != 0, state);
  }

  // As task 1.
  void raise_flag_and_wake() {
    engine_.as(1, [this] {
      WRITE_ONCE(flag_, 1);
      EXPECT_TRUE(rcuwait_wake_up(&wait_));
    });
  }

  void kill_waiter() {
    engine_.as(1, [this] { lockstep_send_signal(&engine_.task(0), true); });
  }

  FakeEngine engine_;
  rcuwait wait_;
  int flag_ = 0;
  int looks_ = 0;
};

TEST_F(Rcuwait, DoesNotSleepIfTheConditionHolds) {
  flag_ = 1;
  EXPECT_EQ(wait(TASK_UNINTERRUPTIBLE), 0);
  EXPECT_EQ(engine_.sleeps, 0u);
  EXPECT_EQ(looks_, 1);
}

TEST_F(Rcuwait, SleepsUntilWokenAndLooksAgain) {
  engine_.while_asleep([this] { raise_flag_and_wake(); });
  EXPECT_EQ(wait(TASK_UNINTERRUPTIBLE), 0);
  EXPECT_EQ(engine_.sleeps, 1u);
  EXPECT_EQ(looks_, 2);
}

TEST_F(Rcuwait, PublishesTheWaiterWhileItSleepsAndClearsTheSlotAfterwards) {
  const task_struct* seen = nullptr;
  engine_.while_asleep([&] {
    seen = wait_.task;
    EXPECT_EQ(engine_.task(0).__state, TASK_KILLABLE);
    raise_flag_and_wake();
  });
  EXPECT_EQ(wait(TASK_KILLABLE), 0);
  EXPECT_EQ(seen, &engine_.task(0));
  EXPECT_EQ(wait_.task, nullptr);
  EXPECT_EQ(engine_.task(0).__state, TASK_RUNNING);
}

TEST_F(Rcuwait, GoesBackToSleepWhenWokenForNoReason) {
  engine_.while_asleep([this] { EXPECT_TRUE(wake_up_process(&engine_.task(0))); });
  engine_.while_asleep([this] { raise_flag_and_wake(); });
  EXPECT_EQ(wait(TASK_UNINTERRUPTIBLE), 0);
  EXPECT_EQ(engine_.sleeps, 2u);
  EXPECT_EQ(looks_, 3);
}

TEST_F(Rcuwait, SleepsForEverIfNobodyWakesIt) {
  EXPECT_THROW(wait(TASK_UNINTERRUPTIBLE), SleepsForEver);
}

TEST_F(Rcuwait, ANewValueWithoutAWakeUpDoesNotEndTheSleep) {
  engine_.while_asleep([this] { flag_ = 1; });
  EXPECT_THROW(wait(TASK_UNINTERRUPTIBLE), SleepsForEver);
}

TEST_F(Rcuwait, IsInterruptedByAKillWhileItSleeps) {
  engine_.while_asleep([this] { kill_waiter(); });
  EXPECT_EQ(wait(TASK_KILLABLE), -EINTR);
  EXPECT_EQ(wait_.task, nullptr);
  EXPECT_EQ(engine_.task(0).__state, TASK_RUNNING);
}

TEST_F(Rcuwait, IsInterruptedWithoutSleepingIfKilledBefore) {
  kill_waiter();
  EXPECT_EQ(wait(TASK_KILLABLE), -EINTR);
  EXPECT_EQ(engine_.sleeps, 0u);
}

TEST_F(Rcuwait, LooksAtTheConditionBeforeTheSignal) {
  kill_waiter();
  flag_ = 1;
  EXPECT_EQ(wait(TASK_KILLABLE), 0);
}

TEST_F(Rcuwait, KilledWhenUninterruptibleItWaitsOn) {
  kill_waiter();
  engine_.while_asleep([this] { raise_flag_and_wake(); });
  EXPECT_EQ(wait(TASK_UNINTERRUPTIBLE), 0);
  EXPECT_EQ(engine_.sleeps, 1u);
}

TEST_F(Rcuwait, AnInjectedFaultFailsTheNextWaitOnly) {
  engine_.task(0).fail_next_wait = true;
  EXPECT_EQ(wait(TASK_UNINTERRUPTIBLE), -EINTR);
  engine_.while_asleep([this] { raise_flag_and_wake(); });
  EXPECT_EQ(wait(TASK_UNINTERRUPTIBLE), 0);
}

TEST_F(Rcuwait, AnInjectedFaultWaitsForAConditionThatIsFalse) {
  engine_.task(0).fail_next_wait = true;
  flag_ = 1;
  EXPECT_EQ(wait(TASK_UNINTERRUPTIBLE), 0);
  EXPECT_TRUE(engine_.task(0).fail_next_wait);
}

TEST_F(Rcuwait, AWakeUpBetweenTheLookAndTheSleepIsNotLost) {
  // Steps: publish, set the state, look; then block.
  engine_.after_steps(3, [this] { raise_flag_and_wake(); });
  EXPECT_EQ(wait(TASK_UNINTERRUPTIBLE), 0);
  EXPECT_EQ(engine_.sleeps, 0u);
  EXPECT_EQ(looks_, 2);
}

TEST_F(Rcuwait, WakingAnEmptySlotDoesNothing) {
  EXPECT_FALSE(rcuwait_wake_up(&wait_));
  ASSERT_EQ(engine_.steps.size(), 1u);
  EXPECT_EQ(engine_.steps[0].object, &wait_.task);
  EXPECT_EQ(engine_.steps[0].access, LOCKSTEP_READ);
}

TEST_F(Rcuwait, IsActiveWhileATaskWaits) {
  EXPECT_FALSE(rcuwait_active(&wait_));
  prepare_to_rcuwait(&wait_);
  engine_.steps.clear();
  EXPECT_TRUE(rcuwait_active(&wait_));
  ASSERT_EQ(engine_.steps.size(), 1u);
  EXPECT_EQ(engine_.steps[0].object, &wait_.task);
  EXPECT_EQ(engine_.steps[0].access, LOCKSTEP_READ);
  finish_rcuwait(&wait_);
  EXPECT_FALSE(rcuwait_active(&wait_));
}

TEST_F(Rcuwait, ItsPointerIsOneThatReadersOfRcuFollow) {
  rcu_assign_pointer(wait_.task, &engine_.task(1));
  EXPECT_EQ(rcu_dereference(wait_.task), &engine_.task(1));
  EXPECT_EQ(rcu_access_pointer(wait_.task), &engine_.task(1));
  ASSERT_EQ(engine_.steps.size(), 3u);
  EXPECT_EQ(engine_.steps[0].access, LOCKSTEP_WRITE);
  EXPECT_EQ(engine_.steps[1].access, LOCKSTEP_READ);
  EXPECT_EQ(engine_.steps[2].access, LOCKSTEP_READ);
}

// An acquire of what was read is no step. Tests of the engine ask ThreadSanitizer what it orders.
TEST_F(Rcuwait, AControlDependencyCanBeMadeAnAcquire) {
  EXPECT_EQ(READ_ONCE(flag_), 0);
  smp_acquire__after_ctrl_dep();
  EXPECT_EQ(engine_.steps.size(), 1u);
}

TEST_F(Rcuwait, TakesTheStepsThatTheKernelsAccessesAre) {
  engine_.while_asleep([this] { raise_flag_and_wake(); });
  EXPECT_EQ(wait(TASK_UNINTERRUPTIBLE), 0);
  std::vector<lockstep_access> own;
  for (const SeenStep& step : engine_.steps) {
    if (step.task == 0) own.push_back(step.access);
  }
  EXPECT_THAT(own,
              ::testing::ElementsAre(LOCKSTEP_WRITE, LOCKSTEP_WRITE, LOCKSTEP_READ, LOCKSTEP_BLOCK,
                                     LOCKSTEP_WRITE, LOCKSTEP_READ, LOCKSTEP_WRITE));
}

}  // namespace
}  // namespace lockstep
