// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/task_outlook.h"

#include <gtest/gtest.h>

#include "lockstep/program/text.h"

namespace lockstep {
namespace {

/// Makes the operations of a task, and says whether it may then make the last one.
bool may_make_last(std::string_view operations) {
  const Program program = parse_program(
      "vma 0 attached\nvma 1 attached mm 1\ntask other:\ntask a: " + std::string(operations));
  TaskOutlook outlook(program);
  const auto& all = program.tasks[1].operations;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    EXPECT_TRUE(outlook.may_make(all[i])) << print_operation(program, all[i]);
    outlook.make(all[i]);
  }
  return outlook.may_make(all.back());
}

TEST(TaskOutlook, TakesEveryCallToHaveSucceeded) {
  EXPECT_TRUE(may_make_last("vma_start_read 0; vma_end_read 0"));
  EXPECT_FALSE(may_make_last("vma_start_read 0; vma_end_read 1"));
  EXPECT_TRUE(may_make_last("mmap_write_trylock; mmap_write_unlock"));
  EXPECT_FALSE(may_make_last("mmap_write_unlock"));
}

TEST(TaskOutlook, KnowsWhatTheTaskHasDoneToAVma) {
  EXPECT_FALSE(may_make_last("mmap_write_lock; vma_mark_detached 0"));
  EXPECT_TRUE(may_make_last("mmap_write_lock; vma_start_write 0; vma_mark_detached 0"));
  EXPECT_FALSE(may_make_last(
      "mmap_write_lock; vma_start_write 0; vma_mark_detached 0; vma_mark_detached 0"));
  EXPECT_TRUE(may_make_last(
      "mmap_write_lock; vma_start_write 0; vma_mark_detached 0; vma_mark_attached 0"));
  EXPECT_FALSE(may_make_last("mmap_write_lock; vma_start_write 0; vma_mark_detached 1"));
}

TEST(TaskOutlook, LeavesItOpenWhetherAVmaThatOthersMayChangeIsAttached) {
  EXPECT_TRUE(may_make_last("mmap_write_lock; vma_start_write 0; vma_mark_attached 0"));
  EXPECT_TRUE(
      may_make_last("mmap_write_lock; vma_start_write 0; vma_mark_detached 0; mmap_write_unlock; "
                    "mmap_write_lock; vma_start_write 0; vma_mark_detached 0"));
}

TEST(TaskOutlook, ForgetsTheWriteLockWithMmapLock) {
  EXPECT_FALSE(may_make_last(
      "mmap_write_lock; vma_start_write 0; mmap_write_unlock; mmap_write_lock; write_data 0"));
  EXPECT_TRUE(may_make_last("mmap_write_lock; vma_start_write 0; mmap_write_lock 1; write_data 0"));
}

TEST(TaskOutlook, FollowsAVmaToAnotherMm) {
  const std::string reused =
      "mmap_write_lock 0; mmap_write_lock 1; vma_start_write 0; vma_mark_detached 0; "
      "vma_reuse 0 1; ";
  EXPECT_TRUE(may_make_last(reused + "mmap_write_unlock 0; vma_start_write 0"));
  EXPECT_FALSE(may_make_last(reused + "mmap_write_unlock 1; vma_start_write 0"));
  EXPECT_FALSE(may_make_last(reused + "vma_mark_attached 0"));  // the write lock is gone
  EXPECT_FALSE(may_make_last(reused + "vma_start_write 0; vma_mark_detached 0"));
}

TEST(TaskOutlook, TakesADetachingSectionToDetach) {
  const std::string entered =
      "mmap_write_lock; vma_start_write 0; enter_exclusive_detaching 0 uninterruptible; "
      "exit_exclusive 0; ";
  EXPECT_TRUE(may_make_last(entered + "vma_mark_attached 0"));
  EXPECT_FALSE(may_make_last(entered + "vma_mark_detached 0"));
  const std::string plain =
      "mmap_write_lock; vma_start_write 0; enter_exclusive 0 killable; exit_exclusive 0; ";
  EXPECT_TRUE(may_make_last(plain + "vma_mark_detached 0"));
}

}  // namespace
}  // namespace lockstep
