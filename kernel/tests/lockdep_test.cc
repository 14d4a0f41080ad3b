// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/lockdep.h>

#include <array>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

void acquire(lockdep_map* lock, bool trylock, bool read) {
  lock_acquire(lock, 0, trylock, read, 1, nullptr, _RET_IP_);
}

class Lockdep : public ::testing::Test {
 protected:
  Lockdep() {
    lockdep_init_map(&lock_, "a_lock", nullptr, 0);
    lockdep_init_map(&other_, "another_lock", nullptr, 0);
  }

  void end_task() { lockstep_lockdep_task_end(&engine_.task(0)); }

  FakeEngine engine_;
  lockdep_map lock_;
  lockdep_map other_;
};

TEST_F(Lockdep, IsSilentAboutBalancedUse) {
  rwsem_acquire(&lock_, 0, 0, _RET_IP_);
  EXPECT_TRUE(lock_is_held(&lock_));
  rwsem_acquire_read(&other_, 0, 0, _RET_IP_);
  rwsem_release(&lock_, _RET_IP_);
  EXPECT_FALSE(lock_is_held(&lock_));
  EXPECT_TRUE(lock_is_held(&other_));
  rwsem_release(&other_, _RET_IP_);
  end_task();
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(Lockdep, TakesNoSteps) {
  acquire(&lock_, false, false);
  lock_release(&lock_, _RET_IP_);
  EXPECT_THAT(engine_.steps, IsEmpty());
}

TEST_F(Lockdep, ReadersNest) {
  acquire(&lock_, false, true);
  acquire(&lock_, false, true);
  EXPECT_THAT(engine_.warnings, IsEmpty());
  lock_release(&lock_, _RET_IP_);
  EXPECT_TRUE(lock_is_held(&lock_));
  lock_release(&lock_, _RET_IP_);
  EXPECT_FALSE(lock_is_held(&lock_));
}

TEST_F(Lockdep, ExclusiveHoldersDoNotNest) {
  acquire(&lock_, false, false);
  acquire(&lock_, false, false);
  ASSERT_THAT(engine_.warned(), ElementsAre("possible recursive locking"));
  EXPECT_EQ(engine_.warnings[0].kind, LOCKSTEP_LOCKDEP);
  EXPECT_EQ(engine_.warnings[0].function, "a_lock");
}

TEST_F(Lockdep, AReaderMayNotBecomeTheWriterNorTheOtherWayRound) {
  acquire(&lock_, false, true);
  acquire(&lock_, false, false);
  acquire(&other_, false, false);
  acquire(&other_, false, true);
  EXPECT_THAT(engine_.warned(),
              ElementsAre("possible recursive locking", "possible recursive locking"));
}

TEST_F(Lockdep, ATrylockCannotDeadlockSoItMayRecurse) {
  acquire(&lock_, false, false);
  acquire(&lock_, true, true);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(Lockdep, ReleasingWhatIsNotHeldIsASplat) {
  lock_release(&lock_, _RET_IP_);
  EXPECT_THAT(engine_.warned(), ElementsAre("releasing a lock that is not held"));
}

TEST_F(Lockdep, LocksHeldByAnotherTaskAreNotHeldByThisOne) {
  engine_.as(1, [this] { acquire(&lock_, false, false); });
  EXPECT_FALSE(lock_is_held(&lock_));
  lock_release(&lock_, _RET_IP_);
  EXPECT_THAT(engine_.warned(), ElementsAre("releasing a lock that is not held"));
}

TEST_F(Lockdep, EveryLockHeldAtTheEndOfATaskIsASplat) {
  acquire(&lock_, false, false);
  acquire(&other_, false, true);
  end_task();
  ASSERT_THAT(engine_.warned(),
              ElementsAre("lock held when the task ended", "lock held when the task ended"));
  EXPECT_EQ(engine_.warnings[0].function, "a_lock");
  EXPECT_EQ(engine_.warnings[1].function, "another_lock");
}

TEST_F(Lockdep, AssertsThatALockIsHeld) {
  lockdep_assert_held_map(&lock_);
  EXPECT_THAT(engine_.warned(), ElementsAre("lock is not held"));
  acquire(&lock_, false, true);
  lockdep_assert_held_map(&lock_);
  EXPECT_EQ(engine_.warnings.size(), 1u);
}

TEST_F(Lockdep, AssertsThatALockIsHeldForWrite) {
  lockdep_assert_held_write_map(&lock_);
  acquire(&lock_, false, true);
  lockdep_assert_held_write_map(&lock_);
  EXPECT_THAT(engine_.warned(),
              ElementsAre("lock is not held for write", "lock is not held for write"));
  acquire(&other_, false, false);
  lockdep_assert_held_write_map(&other_);
  EXPECT_EQ(engine_.warnings.size(), 2u);
}

TEST_F(Lockdep, ADowngradedLockIsHeldForRead) {
  acquire(&lock_, false, false);
  lock_downgrade(&lock_, _RET_IP_);
  lockdep_assert_held_map(&lock_);
  EXPECT_THAT(engine_.warnings, IsEmpty());
  lockdep_assert_held_write_map(&lock_);
  EXPECT_THAT(engine_.warned(), ElementsAre("lock is not held for write"));
}

TEST_F(Lockdep, HasRoomForAsManyLocksAsTheKernelAllowsAndSaysWhenItIsFull) {
  for (int i = 0; i < LOCKSTEP_MAX_HELD_LOCKS; ++i) acquire(&lock_, false, true);
  EXPECT_THAT(engine_.warnings, IsEmpty());
  acquire(&lock_, false, true);
  EXPECT_THAT(engine_.warned(), ElementsAre("too many locks held by one task"));
  EXPECT_EQ(engine_.task(0).lockdep_depth, unsigned{LOCKSTEP_MAX_HELD_LOCKS});
}

TEST_F(Lockdep, KnowsAndSaysNothingWhenItIsConfiguredOut) {
  engine_.lockdep = false;
  lock_release(&lock_, _RET_IP_);
  acquire(&lock_, false, false);
  acquire(&lock_, false, false);
  lockdep_assert_held_map(&other_);
  lockdep_assert_held_write_map(&other_);
  end_task();
  EXPECT_FALSE(lock_is_held(&lock_));
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

}  // namespace
}  // namespace lockstep
