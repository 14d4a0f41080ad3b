// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/mmap_lock.h>

#include "kernel/abi/environment.h"
#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MmapLock : public ::testing::Test {
 protected:
  MmapLock() {
    mm_init_lock(&mm_);
    lockstep_vma_reuse(&vma_, &mm_);
    vma_.vmlock_dep_map.name = "vm_lock";
    engine_.steps.clear();
  }

  unsigned sequence() const { return mm_.mm_lock_seq.sequence; }

  bool write_locked() const {
    unsigned mm_lock_seq = 0;
    return __is_vma_write_locked(&vma_, &mm_lock_seq);
  }

  FakeEngine engine_;
  mm_struct mm_ = {};
  vm_area_struct vma_ = {};
};

TEST_F(MmapLock, TheSequenceIsOddWhileItIsHeldForWrite) {
  mmap_write_lock(&mm_);
  EXPECT_EQ(sequence(), 1u);
  mmap_write_unlock(&mm_);
  EXPECT_EQ(sequence(), 2u);
  EXPECT_EQ(lockstep_rwsem_holders(&mm_.mmap_lock), 0);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(MmapLock, ReadersLeaveTheSequenceAlone) {
  mmap_read_lock(&mm_);
  EXPECT_EQ(mmap_read_lock_killable(&mm_), 0);
  EXPECT_TRUE(mmap_read_trylock(&mm_));
  EXPECT_EQ(lockstep_rwsem_holders(&mm_.mmap_lock), 3);
  for (int i = 0; i < 3; ++i) mmap_read_unlock(&mm_);
  EXPECT_EQ(lockstep_rwsem_holders(&mm_.mmap_lock), 0);
  EXPECT_EQ(sequence(), 0u);
}

TEST_F(MmapLock, ADowngradeEndsTheWriteAndKeepsItForRead) {
  mmap_write_lock(&mm_);
  mmap_write_downgrade(&mm_);
  EXPECT_EQ(sequence(), 2u);
  EXPECT_EQ(lockstep_rwsem_holders(&mm_.mmap_lock), 1);
  mmap_assert_locked(&mm_);
  EXPECT_THAT(engine_.warnings, IsEmpty());
  mmap_assert_write_locked(&mm_);
  EXPECT_THAT(engine_.warned(), ElementsAre("lock is not held for write"));
}

TEST_F(MmapLock, TheKillableWriteLockRaisesTheSequenceOnlyIfItSucceeds) {
  engine_.as(1, [this] { mmap_read_lock(&mm_); });
  engine_.while_asleep([this] { lockstep_send_signal(&engine_.task(0), true); });
  EXPECT_EQ(mmap_write_lock_killable(&mm_), -EINTR);
  EXPECT_EQ(sequence(), 0u);
  engine_.as(1, [this] { mmap_read_unlock(&mm_); });
  EXPECT_EQ(mmap_write_lock_killable(&mm_), 0);
  EXPECT_EQ(sequence(), 1u);
}

TEST_F(MmapLock, TheKillableReadLockGivesUpWhenKilled) {
  engine_.as(1, [this] { mmap_write_lock(&mm_); });
  engine_.while_asleep([this] { lockstep_send_signal(&engine_.task(0), true); });
  EXPECT_EQ(mmap_read_lock_killable(&mm_), -EINTR);
  EXPECT_EQ(lockstep_rwsem_holders(&mm_.mmap_lock), LOCKSTEP_RWSEM_WRITER);
}

TEST_F(MmapLock, TheWriteTrylockRaisesTheSequenceOnlyIfItSucceeds) {
  mmap_read_lock(&mm_);
  engine_.as(1, [this] { EXPECT_FALSE(mmap_write_trylock(&mm_)); });
  EXPECT_EQ(sequence(), 0u);
  mmap_read_unlock(&mm_);
  EXPECT_TRUE(mmap_write_trylock(&mm_));
  EXPECT_EQ(sequence(), 1u);
  engine_.as(1, [this] { EXPECT_FALSE(mmap_read_trylock(&mm_)); });
}

TEST_F(MmapLock, UnlockingForWriteWithoutHoldingItIsASplat) {
  mmap_write_unlock(&mm_);
  EXPECT_THAT(engine_.warned(),
              ElementsAre("lock is not held for write", "releasing a lock that is not held"));
}

TEST_F(MmapLock, ReadersOfTheUnlockedMmSeeTheSequenceBeforeTheLockIsFree) {
  mmap_write_lock(&mm_);
  engine_.steps.clear();
  mmap_write_unlock(&mm_);
  ASSERT_EQ(engine_.steps.size(), 2u);
  EXPECT_EQ(engine_.steps[0].object, &mm_.mm_lock_seq);
  EXPECT_EQ(engine_.steps[1].object, &mm_.mmap_lock);
}

TEST_F(MmapLock, AVmaIsWriteLockedWhileItsSequenceIsThatOfItsMm) {
  mmap_write_lock(&mm_);
  EXPECT_FALSE(write_locked());
  vma_.vm_lock_seq = sequence();
  EXPECT_TRUE(write_locked());
  vma_assert_write_locked(&vma_);
  EXPECT_THAT(engine_.warnings, IsEmpty());
  mmap_write_unlock(&mm_);
  mmap_write_lock(&mm_);
  EXPECT_FALSE(write_locked());
}

TEST_F(MmapLock, OnlyItsWriterMayAskWhetherAVmaIsWriteLocked) {
  mmap_read_lock(&mm_);
  EXPECT_FALSE(write_locked());
  EXPECT_THAT(engine_.warned(), ElementsAre("lock is not held for write"));
}

TEST_F(MmapLock, AFreshVmaIsDetachedAndWasNeverWriteLocked) {
  EXPECT_EQ(vma_.vm_refcnt.refs.counter, 0);
  EXPECT_EQ(vma_.vm_lock_seq, UINT_MAX);
  vma_assert_detached(&vma_);
  EXPECT_THAT(engine_.warnings, IsEmpty());
  vma_assert_attached(&vma_);
  EXPECT_THAT(engine_.warned(), ElementsAre("!vma_is_attached(vma)"));
}

TEST_F(MmapLock, AVmaThatIsWriteLockedCanBeAttached) {
  mmap_write_lock(&mm_);
  vma_.vm_lock_seq = sequence();
  vma_mark_attached(&vma_);
  EXPECT_EQ(vma_.vm_refcnt.refs.counter, 1);
  EXPECT_THAT(engine_.warnings, IsEmpty());
  vma_mark_attached(&vma_);
  ASSERT_THAT(engine_.warned(), ElementsAre("vma_is_attached(vma)"));
  EXPECT_EQ(engine_.warnings[0].kind, LOCKSTEP_WARN_ON_ONCE);
}

TEST_F(MmapLock, AttachingWithoutTheWriteLockIsAnAssertionWithDebugVm) {
  mmap_write_lock(&mm_);
  vma_mark_attached(&vma_);
  EXPECT_THAT(engine_.warned(), ElementsAre("!__is_vma_write_locked(vma, &mm_lock_seq)"));
  engine_.debug_vm = false;
  refcount_set(&vma_.vm_refcnt, 0);
  vma_mark_attached(&vma_);
  EXPECT_EQ(engine_.warnings.size(), 1u);
}

}  // namespace
}  // namespace lockstep
