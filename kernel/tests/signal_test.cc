// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/sched/signal.h>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

class Signals : public ::testing::Test {
 protected:
  bool lets_in(unsigned state) { return signal_pending_state(state, &engine_.task(0)); }

  // Whether a signal ends the sleep of task 0 in this state. Otherwise a plain wake-up does.
  bool wakes_from(unsigned state, bool fatal) {
    bool woken = false;
    engine_.while_asleep([&] {
      engine_.as(1, [&] { lockstep_send_signal(&engine_.task(0), fatal); });
      woken = engine_.wakes != 0;
      wake_up_process(&engine_.task(0));
    });
    set_current_state(state);
    schedule();
    return woken;
  }

  FakeEngine engine_;
};

TEST_F(Signals, NoneIsPendingAtFirst) {
  EXPECT_FALSE(lets_in(TASK_INTERRUPTIBLE));
  EXPECT_FALSE(lets_in(TASK_KILLABLE));
  EXPECT_FALSE(lets_in(TASK_UNINTERRUPTIBLE));
}

TEST_F(Signals, OneThatIsNotFatalIsLetInOnlyByAnInterruptibleSleep) {
  lockstep_send_signal(&engine_.task(0), false);
  EXPECT_TRUE(lets_in(TASK_INTERRUPTIBLE));
  EXPECT_FALSE(lets_in(TASK_KILLABLE));
  EXPECT_FALSE(lets_in(TASK_UNINTERRUPTIBLE));
}

TEST_F(Signals, AFatalOneIsLetInByKillableSleepsToo) {
  lockstep_send_signal(&engine_.task(0), true);
  EXPECT_TRUE(lets_in(TASK_INTERRUPTIBLE));
  EXPECT_TRUE(lets_in(TASK_KILLABLE));
  EXPECT_FALSE(lets_in(TASK_UNINTERRUPTIBLE));
}

TEST_F(Signals, StayPending) {
  lockstep_send_signal(&engine_.task(0), true);
  EXPECT_TRUE(lets_in(TASK_KILLABLE));
  EXPECT_TRUE(lets_in(TASK_KILLABLE));
}

TEST_F(Signals, AreForOneTask) {
  lockstep_send_signal(&engine_.task(1), true);
  EXPECT_FALSE(lets_in(TASK_INTERRUPTIBLE));
}

TEST_F(Signals, AnUninterruptibleSleepDoesNotEvenLook) {
  EXPECT_FALSE(lets_in(TASK_UNINTERRUPTIBLE));
  EXPECT_TRUE(engine_.steps.empty());
  EXPECT_FALSE(lets_in(TASK_KILLABLE));
  EXPECT_EQ(engine_.steps.size(), 1u);
}

TEST_F(Signals, CanBeAskedForWithoutASleep) {
  EXPECT_FALSE(signal_pending(&engine_.task(0)));
  lockstep_send_signal(&engine_.task(0), false);
  EXPECT_TRUE(signal_pending(&engine_.task(0)));
  EXPECT_FALSE(fatal_signal_pending(&engine_.task(0)));
  lockstep_send_signal(&engine_.task(0), true);
  EXPECT_TRUE(fatal_signal_pending(&engine_.task(0)));
  EXPECT_FALSE(fatal_signal_pending(&engine_.task(1)));
}

TEST_F(Signals, AskingForThemIsOneStep) {
  EXPECT_FALSE(signal_pending(&engine_.task(0)));
  EXPECT_FALSE(fatal_signal_pending(&engine_.task(0)));
  ASSERT_EQ(engine_.steps.size(), 2u);
  for (const SeenStep& step : engine_.steps) {
    EXPECT_EQ(step.object, &engine_.task(0).pending);
    EXPECT_EQ(step.access, LOCKSTEP_READ);
  }
}

TEST_F(Signals, AFatalOneWakesAKillableSleeper) { EXPECT_TRUE(wakes_from(TASK_KILLABLE, true)); }

TEST_F(Signals, AFatalOneWakesAnInterruptibleSleeper) {
  EXPECT_TRUE(wakes_from(TASK_INTERRUPTIBLE, true));
}

TEST_F(Signals, AFatalOneLeavesAnUninterruptibleSleeperAsleep) {
  EXPECT_FALSE(wakes_from(TASK_UNINTERRUPTIBLE, true));
}

TEST_F(Signals, OneThatIsNotFatalWakesAnInterruptibleSleeper) {
  EXPECT_TRUE(wakes_from(TASK_INTERRUPTIBLE, false));
}

TEST_F(Signals, OneThatIsNotFatalLeavesAKillableSleeperAsleep) {
  EXPECT_FALSE(wakes_from(TASK_KILLABLE, false));
}

TEST_F(Signals, SendingIsAnUpdateAndAWakeUp) {
  lockstep_send_signal(&engine_.task(0), false);
  ASSERT_EQ(engine_.steps.size(), 2u);
  EXPECT_EQ(engine_.steps[0].object, &engine_.task(0).pending);
  EXPECT_EQ(engine_.steps[0].access, LOCKSTEP_UPDATE);
  EXPECT_EQ(engine_.steps[1].access, LOCKSTEP_WAKE);
}

TEST_F(Signals, AWakeUpBetweenSettingTheStateAndSleepingIsNotLost) {
  set_current_state(TASK_UNINTERRUPTIBLE);
  EXPECT_TRUE(wake_up_process(&engine_.task(0)));
  schedule();
  EXPECT_EQ(engine_.sleeps, 0u);
}

TEST_F(Signals, WakingARunningTaskChangesNothing) {
  EXPECT_FALSE(wake_up_process(&engine_.task(1)));
  EXPECT_EQ(engine_.wakes, 0u);
}

}  // namespace
}  // namespace lockstep
