// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/wait_bit.h>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;

class WaitBit : public ::testing::Test {
 protected:
  int wait_killably() { return wait_var_event_killable(&flag_, READ_ONCE(flag_) != 0); }

  void raise_flag() {
    engine_.as(1, [this] { WRITE_ONCE(flag_, 1); });
  }
  void wake(int& variable) {
    engine_.as(1, [&] { wake_up_var(&variable); });
  }
  void kill_waiter() {
    engine_.as(1, [this] { lockstep_send_signal(&engine_.task(0), true); });
  }
  void expect_that_nobody_waits() {
    EXPECT_EQ(engine_.task(0).__state, TASK_RUNNING);
    EXPECT_EQ(engine_.task(0).waits_for, nullptr);
  }
  std::vector<lockstep_access> own_steps() const {
    std::vector<lockstep_access> own;
    for (const SeenStep& step : engine_.steps) {
      if (step.task == 0) own.push_back(step.access);
    }
    return own;
  }

  FakeEngine engine_;
  int flag_ = 0;
  int other_ = 0;
};

TEST_F(WaitBit, OneLookIsEnoughIfTheConditionHolds) {
  flag_ = 1;
  wait_var_event(&flag_, READ_ONCE(flag_) != 0);
  EXPECT_THAT(own_steps(), ElementsAre(LOCKSTEP_READ));
  expect_that_nobody_waits();
}

TEST_F(WaitBit, SleepsUntilTheVariableIsWoken) {
  engine_.while_asleep([this] {
    EXPECT_EQ(engine_.task(0).__state, TASK_UNINTERRUPTIBLE);
    raise_flag();
    wake(flag_);
  });
  wait_var_event(&flag_, READ_ONCE(flag_) != 0);
  EXPECT_EQ(engine_.wakes, 1u);
  EXPECT_THAT(own_steps(), ElementsAre(LOCKSTEP_READ, LOCKSTEP_WRITE, LOCKSTEP_READ, LOCKSTEP_BLOCK,
                                       LOCKSTEP_WRITE, LOCKSTEP_READ));
  expect_that_nobody_waits();
}

TEST_F(WaitBit, IsNotWokenByAnotherVariable) {
  engine_.while_asleep([this] {
    raise_flag();
    wake(other_);
  });
  EXPECT_THROW(wait_var_event(&flag_, READ_ONCE(flag_) != 0), SleepsForEver);
}

TEST_F(WaitBit, WokenForNothingItSleepsAgain) {
  engine_.while_asleep([this] { wake(flag_); });
  engine_.while_asleep([this] {
    raise_flag();
    wake(flag_);
  });
  wait_var_event(&flag_, READ_ONCE(flag_) != 0);
  EXPECT_EQ(engine_.sleeps, 2u);
}

TEST_F(WaitBit, AWakeUpBetweenTheLookAndTheSleepIsNotLost) {
  // Steps: look, prepare, look; then block.
  engine_.after_steps(3, [this] {
    raise_flag();
    wake(flag_);
  });
  wait_var_event(&flag_, READ_ONCE(flag_) != 0);
  EXPECT_EQ(engine_.sleeps, 0u);
}

TEST_F(WaitBit, AWakeUpBeforeTheTaskIsPreparedIsSeenByTheSecondLook) {
  engine_.after_steps(1, [this] {
    raise_flag();
    wake(flag_);
  });
  wait_var_event(&flag_, READ_ONCE(flag_) != 0);
  EXPECT_EQ(engine_.sleeps, 0u);
}

TEST_F(WaitBit, WakesEveryTaskThatWaits) {
  for (const unsigned waiter : {0u, 2u, 3u}) {
    engine_.task(waiter).waits_for = waiter == 3 ? &other_ : &flag_;
    engine_.task(waiter).__state = TASK_UNINTERRUPTIBLE;
  }
  wake(flag_);
  EXPECT_EQ(engine_.task(0).__state, TASK_RUNNING);
  EXPECT_EQ(engine_.task(2).__state, TASK_RUNNING);
  EXPECT_EQ(engine_.task(3).__state, TASK_UNINTERRUPTIBLE);
  ASSERT_EQ(engine_.steps.size(), 1u);
  EXPECT_EQ(engine_.steps[0].object, &flag_);
  EXPECT_EQ(engine_.steps[0].access, LOCKSTEP_WAKE);
}

TEST_F(WaitBit, AKillEndsAKillableWait) {
  engine_.while_asleep([this] { kill_waiter(); });
  EXPECT_EQ(wait_killably(), -ERESTARTSYS);
  expect_that_nobody_waits();
}

TEST_F(WaitBit, TheConditionIsLookedAtBeforeTheSignal) {
  kill_waiter();
  flag_ = 1;
  EXPECT_EQ(wait_killably(), 0);
  flag_ = 0;
  EXPECT_EQ(wait_killably(), -ERESTARTSYS);
  EXPECT_EQ(engine_.sleeps, 0u);
}

TEST_F(WaitBit, AnySignalEndsAnInterruptibleWait) {
  engine_.while_asleep(
      [this] { engine_.as(1, [this] { lockstep_send_signal(&engine_.task(0), false); }); });
  EXPECT_EQ(wait_var_event_interruptible(&flag_, READ_ONCE(flag_) != 0), -ERESTARTSYS);
}

TEST_F(WaitBit, AKillDoesNotEndAWaitThatCannotFail) {
  engine_.while_asleep([this] {
    kill_waiter();
    raise_flag();
    wake(flag_);
  });
  wait_var_event(&flag_, READ_ONCE(flag_) != 0);
  EXPECT_EQ(engine_.sleeps, 1u);
}

TEST_F(WaitBit, AnInjectedFaultFailsAWaitThatCanFailAndNoOther) {
  engine_.task(0).fail_next_wait = true;
  engine_.while_asleep([this] {
    raise_flag();
    wake(flag_);
  });
  wait_var_event(&flag_, READ_ONCE(flag_) != 0);
  flag_ = 0;
  EXPECT_EQ(wait_killably(), -ERESTARTSYS);
}

}  // namespace
}  // namespace lockstep
