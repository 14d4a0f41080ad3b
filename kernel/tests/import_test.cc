// SPDX-License-Identifier: GPL-2.0-only
// Small trees, one for each form that the writers' functions have had, through
// subjects/vma_lock/import/glue.c.
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/mm_types.h>

#include <memory>
#include <ostream>
#include <string>

#include "kernel/abi/environment.h"
#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

using ::testing::IsEmpty;

constexpr int kFlag = static_cast<int>(VM_REFCNT_EXCLUDE_READERS_FLAG);

struct Tree {
  const char* name;
  unsigned wait_states;  ///< 0: enter and exit cannot be driven directly
  bool killable;         ///< there is a vma_start_write_killable()
  const char* file;      ///< that the writers' functions are in
};

void PrintTo(const Tree& tree, std::ostream* out) { *out << tree.name; }

struct Close {
  void operator()(void* handle) const { dlclose(handle); }
};

class ImportedTree : public ::testing::TestWithParam<Tree> {
 protected:
  ImportedTree() {
    const std::string path = std::string(LOCKSTEP_TREES) + "/" + GetParam().name + ".so";
    handle_.reset(dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL));
    if (!handle_) throw std::runtime_error(dlerror());
    table_ = static_cast<const lockstep_implementation*>(
        dlsym(handle_.get(), "lockstep_implementation"));
    mm_init_lock(&mm_);
    vma_.vmlock_dep_map.name = "vm_lock";
    table_->vma_reuse(&vma_, &mm_);
    table_->mmap_write_lock(&mm_);
    table_->vma_start_write(&vma_);
    table_->vma_mark_attached(&vma_);
  }

  bool drives_sections() const { return GetParam().wait_states != 0; }
  int count() const { return vma_.vm_refcnt.refs.counter; }

  // Task 1 is a reader that leaves when the writer sleeps, or stays.
  void let_reader_in() {
    engine_.as(1, [this] {
      vma_.vm_lock_seq--;
      EXPECT_EQ(table_->vma_start_read(&mm_, &vma_), &vma_);
      vma_.vm_lock_seq++;
    });
  }
  void reader_leaves_while_asleep() {
    engine_.while_asleep([this] { engine_.as(1, [this] { table_->vma_end_read(&vma_); }); });
  }

  lockstep_exclusive enter(bool detaching, unsigned state) {
    lockstep_exclusive section = {detaching, static_cast<int>(state), 0, false, false};
    table_->enter_exclusive(&vma_, &section);
    return section;
  }

  FakeEngine engine_;
  std::unique_ptr<void, Close> handle_;
  const lockstep_implementation* table_ = nullptr;
  mm_struct mm_ = {};
  vm_area_struct vma_ = {};
};

TEST_P(ImportedTree, SaysWhatItIsAndHas) {
  EXPECT_EQ(table_->abi_version, LOCKSTEP_ABI_VERSION);
  EXPECT_STREQ(table_->name, GetParam().name);
  EXPECT_STREQ(table_->summary, "a tree for tests");
  EXPECT_EQ(table_->vma_start_write_killable != nullptr, GetParam().killable);
  EXPECT_EQ(table_->enter_exclusive != nullptr, drives_sections());
  EXPECT_EQ(table_->exit_exclusive != nullptr, drives_sections());
  EXPECT_EQ(table_->wait_states, GetParam().wait_states);
}

TEST_P(ImportedTree, HasAllThatTheUserspaceKernelsHeaderHas) {
  EXPECT_NE(table_->mmap_read_lock_killable, nullptr);
  EXPECT_NE(table_->mmap_read_trylock, nullptr);
  EXPECT_NE(table_->mmap_write_lock_killable, nullptr);
  EXPECT_NE(table_->mmap_write_trylock, nullptr);
  EXPECT_NE(table_->mmap_write_downgrade, nullptr);
  EXPECT_NE(table_->vma_end_write_all, nullptr);
  EXPECT_NE(table_->vma_start_read, nullptr);
  EXPECT_NE(table_->vma_start_read_locked, nullptr);
  EXPECT_NE(table_->vma_mark_attached, nullptr);
  EXPECT_NE(table_->vma_mark_detached, nullptr);
}

TEST_P(ImportedTree, KeepsReadersOutUntilExit) {
  if (!drives_sections()) return;
  lockstep_exclusive section = enter(false, TASK_UNINTERRUPTIBLE);
  EXPECT_TRUE(section.exclusive);
  EXPECT_FALSE(section.detached);
  EXPECT_EQ(section.error, 0);
  EXPECT_EQ(count(), kFlag + 1);
  table_->exit_exclusive(&vma_, &section);
  EXPECT_FALSE(section.detached);
  EXPECT_EQ(count(), 1);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_P(ImportedTree, WaitsForTheLastReaderOfADetachedVma) {
  if (!drives_sections()) return;
  let_reader_in();
  EXPECT_FALSE(table_->vma_drop_attached(&vma_));
  reader_leaves_while_asleep();
  lockstep_exclusive section = enter(true, TASK_UNINTERRUPTIBLE);
  EXPECT_TRUE(section.exclusive);
  EXPECT_EQ(count(), kFlag);
  table_->exit_exclusive(&vma_, &section);
  EXPECT_TRUE(section.detached);
  EXPECT_EQ(count(), 0);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_P(ImportedTree, FindsADetachedVmaDetached) {
  EXPECT_TRUE(table_->vma_drop_attached(&vma_));
  if (!drives_sections()) return;
  const lockstep_exclusive section = enter(false, TASK_UNINTERRUPTIBLE);
  EXPECT_TRUE(section.detached);
  EXPECT_FALSE(section.exclusive);
  EXPECT_EQ(section.error, 0);
  EXPECT_EQ(count(), 0);
}

TEST_P(ImportedTree, GivesUpWhenKilledInAStateThatLetsItBe) {
  if (!(GetParam().wait_states & LOCKSTEP_WAIT_KILLABLE)) return;
  let_reader_in();
  engine_.while_asleep([this] { table_->send_signal(0, true); });
  const lockstep_exclusive section = enter(false, TASK_KILLABLE);
  EXPECT_EQ(section.error, -EINTR);
  EXPECT_FALSE(section.exclusive);
  EXPECT_EQ(count(), 2);
}

TEST_P(ImportedTree, Detaches) {
  table_->vma_mark_detached(&vma_);
  EXPECT_EQ(count(), 0);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_P(ImportedTree, WarnsByTheFileOfTheTree) {
  vma_.vm_lock_seq--;
  // Just before exit, or in a tree of another form: before its only other access.
  engine_.after_steps(drives_sections() ? 6 : 1, [this] { vma_.vm_refcnt.refs.counter = kFlag; });
  table_->vma_start_write(&vma_);
  EXPECT_EQ(count(), 0);
  ASSERT_EQ(engine_.warnings.size(), 1u);
  EXPECT_EQ(engine_.warnings[0].kind, LOCKSTEP_WARN_ON_ONCE);
  EXPECT_STREQ(engine_.warnings[0].site->file, GetParam().file);
}

constexpr const char* kFile = "mm/mmap_lock.c";

INSTANTIATE_TEST_SUITE_P(
    Forms, ImportedTree,
    ::testing::Values(Tree{"memory_c", LOCKSTEP_WAIT_UNINTERRUPTIBLE, false, "mm/memory.c"},
                      Tree{"bool_form", LOCKSTEP_WAIT_UNINTERRUPTIBLE, false, "mm/memory.c"},
                      Tree{"state_form", LOCKSTEP_WAIT_ANY, true, kFile},
                      Tree{"returning_form", LOCKSTEP_WAIT_ANY, true, kFile},
                      Tree{"struct_form", LOCKSTEP_WAIT_ANY, true,
                           "mm/../../exclude_readers/mm/mmap_lock.c"},
                      Tree{"exclude_readers", LOCKSTEP_WAIT_ANY, true, kFile},
                      Tree{"patch_words", LOCKSTEP_WAIT_ANY, true, kFile},
                      Tree{"other_form", 0, false, kFile}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace lockstep
