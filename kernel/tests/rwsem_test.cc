// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/rwsem.h>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Rwsem : public ::testing::Test {
 protected:
  Rwsem() { __init_rwsem(&sem_, "a_semaphore", nullptr); }

  void by_task_1(const std::function<void()>& what) { engine_.as(1, what); }

  FakeEngine engine_;
  rw_semaphore sem_;
};

TEST_F(Rwsem, ReadersShareIt) {
  down_read(&sem_);
  by_task_1([this] { down_read(&sem_); });
  EXPECT_EQ(lockstep_rwsem_holders(&sem_), 2);
  EXPECT_EQ(engine_.sleeps, 0u);
}

TEST_F(Rwsem, AWriterExcludesEverybody) {
  down_write(&sem_);
  EXPECT_EQ(lockstep_rwsem_holders(&sem_), LOCKSTEP_RWSEM_WRITER);
  by_task_1([this] {
    EXPECT_FALSE(down_read_trylock(&sem_));
    EXPECT_FALSE(down_write_trylock(&sem_));
    EXPECT_THROW(down_read(&sem_), SleepsForEver);
  });
}

TEST_F(Rwsem, AReaderExcludesWritersOnly) {
  down_read(&sem_);
  by_task_1([this] {
    EXPECT_FALSE(down_write_trylock(&sem_));
    EXPECT_TRUE(down_read_trylock(&sem_));
    up_read(&sem_);
    EXPECT_THROW(down_write(&sem_), SleepsForEver);
  });
}

TEST_F(Rwsem, AWriterWaitsForTheLastReader) {
  by_task_1([this] { down_read(&sem_); });
  engine_.as(2, [this] { down_read(&sem_); });
  engine_.while_asleep([this] { by_task_1([this] { up_read(&sem_); }); });
  engine_.while_asleep([this] { engine_.as(2, [this] { up_read(&sem_); }); });
  down_write(&sem_);
  EXPECT_EQ(engine_.sleeps, 2u);
  EXPECT_EQ(lockstep_rwsem_holders(&sem_), LOCKSTEP_RWSEM_WRITER);
  EXPECT_EQ(engine_.task(0).__state, TASK_RUNNING);
}

TEST_F(Rwsem, AReaderWaitsForTheWriter) {
  by_task_1([this] { down_write(&sem_); });
  engine_.while_asleep([this] { by_task_1([this] { up_write(&sem_); }); });
  down_read(&sem_);
  EXPECT_EQ(engine_.sleeps, 1u);
  EXPECT_EQ(lockstep_rwsem_holders(&sem_), 1);
}

TEST_F(Rwsem, ADowngradeLetsAWaitingReaderIn) {
  by_task_1([this] { down_write(&sem_); });
  engine_.while_asleep([this] { by_task_1([this] { downgrade_write(&sem_); }); });
  down_read(&sem_);
  EXPECT_EQ(lockstep_rwsem_holders(&sem_), 2);
  EXPECT_FALSE(down_write_trylock(&sem_));
}

TEST_F(Rwsem, AKilledWaiterGivesUp) {
  by_task_1([this] { down_write(&sem_); });
  engine_.while_asleep([this] { lockstep_send_signal(&engine_.task(0), true); });
  EXPECT_EQ(down_read_killable(&sem_), -EINTR);
  EXPECT_EQ(down_write_killable(&sem_), -EINTR);
  EXPECT_EQ(engine_.sleeps, 1u);
  EXPECT_EQ(sem_.waiters, 0u);
  EXPECT_EQ(engine_.task(0).__state, TASK_RUNNING);
  EXPECT_FALSE(lock_is_held(&sem_.dep_map));
}

TEST_F(Rwsem, AKilledTaskStillTakesAFreeLock) {
  lockstep_send_signal(&engine_.task(0), true);
  EXPECT_EQ(down_write_killable(&sem_), 0);
  up_write(&sem_);
  EXPECT_EQ(down_read_killable(&sem_), 0);
}

TEST_F(Rwsem, ASignalThatIsNotFatalDoesNotInterruptAKillableWait) {
  by_task_1([this] { down_read(&sem_); });
  engine_.while_asleep([this] { lockstep_send_signal(&engine_.task(0), false); });
  engine_.while_asleep([this] { by_task_1([this] { up_read(&sem_); }); });
  EXPECT_EQ(down_write_killable(&sem_), 0);
  EXPECT_EQ(engine_.sleeps, 1u);
}

TEST_F(Rwsem, AKillDoesNotInterruptAnUninterruptibleWait) {
  by_task_1([this] { down_read(&sem_); });
  engine_.while_asleep([this] { lockstep_send_signal(&engine_.task(0), true); });
  engine_.while_asleep([this] { by_task_1([this] { up_read(&sem_); }); });
  down_write(&sem_);
  EXPECT_EQ(engine_.sleeps, 1u);
}

TEST_F(Rwsem, TakingAndReleasingAreOneStepEach) {
  down_write(&sem_);
  downgrade_write(&sem_);
  up_read(&sem_);
  ASSERT_EQ(engine_.steps.size(), 3u);
  for (const SeenStep& step : engine_.steps) {
    EXPECT_EQ(step.object, &sem_.count);
    EXPECT_EQ(step.access, LOCKSTEP_UPDATE);
  }
}

TEST_F(Rwsem, LockdepIsToldWhoHoldsIt) {
  down_write(&sem_);
  EXPECT_TRUE(lock_is_held(&sem_.dep_map));
  downgrade_write(&sem_);
  lockdep_assert_held_write_map(&sem_.dep_map);
  EXPECT_THAT(engine_.warned(), ElementsAre("lock is not held for write"));
  up_read(&sem_);
  EXPECT_FALSE(lock_is_held(&sem_.dep_map));
}

TEST_F(Rwsem, AssertsAreSplatsWithLockdep) {
  rwsem_assert_held(&sem_);
  rwsem_assert_held_write(&sem_);
  ASSERT_THAT(engine_.warned(), ElementsAre("lock is not held", "lock is not held for write"));
  EXPECT_EQ(engine_.warnings[0].kind, LOCKSTEP_LOCKDEP);
}

TEST_F(Rwsem, AssertsAskTheLockItselfWithoutLockdep) {
  engine_.lockdep = false;
  rwsem_assert_held(&sem_);
  by_task_1([this] { down_read(&sem_); });
  rwsem_assert_held(&sem_);
  rwsem_assert_held_write(&sem_);
  ASSERT_THAT(engine_.warned(), ElementsAre("lock is not held", "lock is not held for write"));
  EXPECT_EQ(engine_.warnings[0].kind, LOCKSTEP_ASSERTION);
}

TEST_F(Rwsem, AssertsAreSilentForTheWriter) {
  down_write(&sem_);
  rwsem_assert_held(&sem_);
  rwsem_assert_held_write(&sem_);
  engine_.lockdep = false;
  rwsem_assert_held_write(&sem_);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(Rwsem, SaysWhetherItIsLocked) {
  EXPECT_FALSE(rwsem_is_locked(&sem_));
  down_read(&sem_);
  EXPECT_TRUE(rwsem_is_locked(&sem_));
  EXPECT_FALSE(rwsem_is_contended(&sem_));
  up_read(&sem_);
  down_write_nested(&sem_, 1);
  EXPECT_TRUE(rwsem_is_locked(&sem_));
  up_write(&sem_);
  EXPECT_FALSE(rwsem_is_locked(&sem_));
}

TEST_F(Rwsem, IsContendedWhileATaskWaits) {
  down_read(&sem_);
  engine_.while_asleep([this] {
    EXPECT_TRUE(rwsem_is_contended(&sem_));
    engine_.as(0, [this] { up_read(&sem_); });
  });
  engine_.as(1, [this] { down_write(&sem_); });
  EXPECT_FALSE(rwsem_is_contended(&sem_));
}

TEST_F(Rwsem, AnotherTaskThanTheReaderCanUnlock) {
  down_read(&sem_);
  rwsem_release(&sem_.dep_map, _RET_IP_);
  engine_.as(1, [this] { up_read_non_owner(&sem_); });
  EXPECT_FALSE(rwsem_is_locked(&sem_));
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

}  // namespace
}  // namespace lockstep
