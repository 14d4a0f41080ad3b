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

constexpr int kFlag = static_cast<int>(VM_REFCNT_EXCLUDE_READERS_FLAG);

class VmaReadLock : public ::testing::Test {
 protected:
  VmaReadLock() {
    mm_init_lock(&mm_);
    mm_init_lock(&other_mm_);
    lockstep_vma_reuse(&vma_, &mm_);
    vma_.vmlock_dep_map.name = "vm_lock";
    set_count(1);
    engine_.steps.clear();
  }

  vm_area_struct* start_read() { return vma_start_read(&mm_, &vma_); }
  int count() const { return vma_.vm_refcnt.refs.counter; }
  void set_count(int count) { vma_.vm_refcnt.refs.counter = count; }

  // Another task write-locks the VMA, past all readers.
  void write_lock() {
    engine_.as(1, [this] { mmap_write_lock(&mm_); });
    vma_.vm_lock_seq = mm_.mm_lock_seq.sequence;
  }

  // Ends a read while task 1 is published as the writer that sleeps. Returns whether that woke it.
  bool ending_wakes_writer() {
    mm_.vma_writer_wait.task = &engine_.task(1);
    engine_.task(1).__state = TASK_UNINTERRUPTIBLE;
    rwsem_acquire_read(&vma_.vmlock_dep_map, 0, 1, _RET_IP_);
    vma_end_read(&vma_);
    return engine_.task(1).__state == TASK_RUNNING;
  }

  FakeEngine engine_;
  mm_struct mm_ = {};
  mm_struct other_mm_ = {};
  vm_area_struct vma_ = {};
};

TEST_F(VmaReadLock, IsACountAndALockdepReader) {
  EXPECT_EQ(start_read(), &vma_);
  EXPECT_EQ(count(), 2);
  EXPECT_TRUE(lock_is_held(&vma_.vmlock_dep_map));
  vma_end_read(&vma_);
  EXPECT_EQ(count(), 1);
  EXPECT_FALSE(lock_is_held(&vma_.vmlock_dep_map));
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(VmaReadLock, TakesFourSteps) {
  EXPECT_EQ(start_read(), &vma_);
  ASSERT_EQ(engine_.steps.size(), 4u);
  EXPECT_EQ(engine_.steps[0].object, &vma_.vm_lock_seq);
  EXPECT_EQ(engine_.steps[1].object, &mm_.mm_lock_seq);
  EXPECT_EQ(engine_.steps[2].object, &vma_.vm_refcnt);
  EXPECT_EQ(engine_.steps[2].access, LOCKSTEP_UPDATE);
  EXPECT_EQ(engine_.steps[3].object, &mm_.mm_lock_seq);
}

TEST_F(VmaReadLock, Nests) {
  EXPECT_EQ(start_read(), &vma_);
  EXPECT_EQ(start_read(), &vma_);
  EXPECT_EQ(count(), 3);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(VmaReadLock, FailsEarlyOnAWriteLockedVma) {
  write_lock();
  engine_.steps.clear();
  EXPECT_EQ(start_read(), nullptr);
  EXPECT_EQ(engine_.steps.size(), 2u);
  EXPECT_EQ(count(), 1);
}

TEST_F(VmaReadLock, BacksOutOfAVmaThatIsWriteLockedMeanwhile) {
  engine_.after_steps(2, [this] { write_lock(); });
  EXPECT_EQ(start_read(), nullptr);
  EXPECT_EQ(count(), 1);
  EXPECT_FALSE(lock_is_held(&vma_.vmlock_dep_map));
}

TEST_F(VmaReadLock, OfADetachedVmaIsTryAgain) {
  set_count(0);
  EXPECT_EQ(start_read(), ERR_PTR(-EAGAIN));
  EXPECT_EQ(count(), 0);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(VmaReadLock, FailsWhileReadersAreExcluded) {
  for (const int excluded : {kFlag, kFlag + 1, kFlag + 5}) {
    set_count(excluded);
    EXPECT_EQ(start_read(), nullptr);
    EXPECT_EQ(count(), excluded);
  }
}

TEST_F(VmaReadLock, FailsAtTheLimitOfReaders) {
  constexpr int kLimit = static_cast<int>(VM_REFCNT_LIMIT);
  set_count(kLimit - 1);
  EXPECT_EQ(start_read(), &vma_);
  EXPECT_EQ(count(), kLimit);
  EXPECT_EQ(start_read(), nullptr);
  EXPECT_EQ(count(), kLimit);
}

TEST_F(VmaReadLock, BacksOutOfAVmaOfAnotherMm) {
  EXPECT_EQ(vma_start_read(&other_mm_, &vma_), nullptr);
  EXPECT_EQ(count(), 1);
  EXPECT_FALSE(lock_is_held(&vma_.vmlock_dep_map));
}

TEST_F(VmaReadLock, LastReaderWakesTheWriterThatExcludesReaders) {
  set_count(kFlag + 2);
  EXPECT_TRUE(ending_wakes_writer());
  EXPECT_EQ(count(), kFlag + 1);
}

TEST_F(VmaReadLock, LastReaderWakesTheDetacher) {
  set_count(kFlag + 1);
  EXPECT_TRUE(ending_wakes_writer());
  EXPECT_EQ(count(), kFlag);
}

TEST_F(VmaReadLock, ReaderBeforeTheLastLeavesTheWriterAsleep) {
  set_count(kFlag + 3);
  EXPECT_FALSE(ending_wakes_writer());
}

TEST_F(VmaReadLock, ReaderOfAVmaThatNobodyExcludesWakesNobody) {
  set_count(2);
  EXPECT_FALSE(ending_wakes_writer());
}

TEST_F(VmaReadLock, SaturatedCountWakesNobody) {
  set_count(REFCOUNT_SATURATED + 1);
  EXPECT_FALSE(ending_wakes_writer());
}

TEST_F(VmaReadLock, PutThatDetachesWakesNobody) {
  EXPECT_FALSE(ending_wakes_writer());
  EXPECT_EQ(count(), 0);
}

TEST_F(VmaReadLock, PutSaysWhatIsLeft) {
  int left = -1;
  set_count(2);
  EXPECT_FALSE(__vma_refcount_put(&vma_, &left));
  EXPECT_EQ(left, 1);
  EXPECT_TRUE(__vma_refcount_put(&vma_, &left));
  EXPECT_EQ(left, 0);
}

TEST_F(VmaReadLock, UnderMmapLockIsOnlyACount) {
  mmap_read_lock(&mm_);
  engine_.steps.clear();
  EXPECT_TRUE(vma_start_read_locked(&vma_));
  EXPECT_EQ(engine_.steps.size(), 1u);
  EXPECT_EQ(count(), 2);
  EXPECT_TRUE(lock_is_held(&vma_.vmlock_dep_map));
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(VmaReadLock, UnderMmapLockFailsIfDetachedOrExcluded) {
  mmap_read_lock(&mm_);
  for (const int refused : {0, kFlag, kFlag + 1, static_cast<int>(VM_REFCNT_LIMIT)}) {
    set_count(refused);
    EXPECT_FALSE(vma_start_read_locked(&vma_));
    EXPECT_EQ(count(), refused);
  }
}

TEST_F(VmaReadLock, LockedFormWithoutMmapLockIsASplat) {
  EXPECT_TRUE(vma_start_read_locked(&vma_));
  EXPECT_THAT(engine_.warned(), ElementsAre("lock is not held"));
}

}  // namespace
}  // namespace lockstep
