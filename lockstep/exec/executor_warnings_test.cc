// SPDX-License-Identifier: GPL-2.0-only
// What is recorded of warnings.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "tests/executor_fixture.h"

namespace lockstep {
namespace {

class ExecutorWarnings : public ExecutorFixture {
 protected:
  // The only warning of the execution.
  const WarningRecord& warning() const {
    EXPECT_EQ(observation_.warnings.size(), 1u);
    return observation_.warnings.at(0);
  }
};

TEST_F(ExecutorWarnings, HaveAKindAFunctionAConditionAndAPlace) {
  run("config DEBUG_VM=on LOCKDEP=off\nvma 0 attached\n"
      "task a: mmap_write_lock; fault_exit_exclusive 0\n");
  ASSERT_FALSE(observation_.warnings.empty());
  const WarningRecord& underflow = observation_.warnings[0];
  EXPECT_EQ(underflow.site->kind, LOCKSTEP_REFCOUNT);
  EXPECT_STREQ(underflow.function, "refcount_t");
  EXPECT_STREQ(underflow.site->condition, "underflow; use-after-free");
  EXPECT_EQ(underflow.task, 0u);
  EXPECT_EQ(underflow.index, 1u);
  EXPECT_FALSE(underflow.repeated);
}

// Readers' counts disappear while the writer waits: the wait fails, and leaving detaches.
constexpr std::string_view kCountLost =
    "config DEBUG_VM=off LOCKDEP=off\nvma 0 attached\n"
    "task reader: vma_start_read 0\n"
    "task writer: mmap_write_lock; fault_set_refcount 0 3; fault_fail_wait; "
    "enter_exclusive 0 uninterruptible\n"
    "task fault: fault_set_refcount 0 1073741824\n"
    "schedule: reader*4 writer*6 fault* writer*\n";

TEST_F(ExecutorWarnings, ShowTheFunctionAndConditionOfTheImplementation) {
  run(kCountLost);
  ASSERT_FALSE(observation_.warnings.empty());
  EXPECT_EQ(observation_.warnings[0].site->kind, LOCKSTEP_WARN_ON_ONCE);
  EXPECT_STREQ(observation_.warnings[0].function, "__vma_enter_exclusive_locked");
  EXPECT_STREQ(observation_.warnings[0].site->condition, "!detaching");
  EXPECT_EQ(observation_.warnings[0].task, 1u);
  EXPECT_EQ(observation_.warnings[0].index, 3u);
}

TEST_F(ExecutorWarnings, ThatComeAgainAreOneRecordThatSaysSo) {
  run("config DEBUG_VM=off LOCKDEP=off\nvma 0 detached\n"
      "task a: fault_put 0; fault_put 0\ntask b: fault_put 0\n");
  EXPECT_TRUE(warning().repeated);
  EXPECT_EQ(warning().task, 0u);
  EXPECT_EQ(warning().index, 0u);
}

TEST_F(ExecutorWarnings, AreOnceAgainInTheNextExecution) {
  constexpr std::string_view kOnce =
      "config DEBUG_VM=off LOCKDEP=off\nvma 0 detached\ntask a: fault_put 0\n";
  run(kOnce);
  EXPECT_FALSE(warning().repeated);
  run(kOnce);
  EXPECT_FALSE(warning().repeated);
}

TEST_F(ExecutorWarnings, OfLockdepNameTheClassOfTheLock) {
  constexpr std::string_view kUnlocked =
      "vma 0 attached\ntask a: fault_enter_exclusive 0 killable\n";
  run(std::string("config DEBUG_VM=on LOCKDEP=on\n") += kUnlocked);
  ASSERT_FALSE(observation_.warnings.empty());
  EXPECT_EQ(observation_.warnings[0].site->kind, LOCKSTEP_LOCKDEP);
  EXPECT_STREQ(observation_.warnings[0].function, "mmap_lock");
  EXPECT_STREQ(observation_.warnings[0].site->condition, "lock is not held for write");
}

TEST_F(ExecutorWarnings, OfATaskThatEndsHoldingALockCountAsItsLast) {
  run("config DEBUG_VM=on LOCKDEP=on\nvma 0 attached\n"
      "task a: mmap_write_lock; fault_enter_exclusive 0 killable\n");
  EXPECT_STREQ(warning().site->condition, "lock held when the task ended");
  EXPECT_STREQ(warning().function, "vm_lock");
}

TEST_F(ExecutorWarnings, DependOnTheConfiguration) {
  constexpr std::string_view kUnlocked =
      "vma 0 attached\ntask a: fault_enter_exclusive 0 killable\n";
  run(std::string("config DEBUG_VM=on LOCKDEP=off\n") += kUnlocked);
  ASSERT_EQ(observation_.warnings.size(), 1u);
  EXPECT_EQ(observation_.warnings[0].site->kind, LOCKSTEP_ASSERTION);
}

TEST_F(ExecutorWarnings, AreEqualIfTheyReadTheSame) {
  const lockstep_warning_site here = {LOCKSTEP_WARN_ON_ONCE, "a == b", "here.c", 1};
  const lockstep_warning_site there = {LOCKSTEP_WARN_ON_ONCE, "a == b", "there.c", 2};
  const lockstep_warning_site other = {LOCKSTEP_VM_WARN_ON_ONCE, "a == b", "here.c", 1};
  const std::string function = "f";
  EXPECT_EQ((WarningRecord{&here, "f", 1, 2, false}),
            (WarningRecord{&there, function.c_str(), 1, 2, false}));
  EXPECT_FALSE((WarningRecord{&here, "f", 1, 2, false} == WarningRecord{&other, "f", 1, 2, false}));
  EXPECT_FALSE((WarningRecord{&here, "f", 1, 2, false} == WarningRecord{&here, "g", 1, 2, false}));
  EXPECT_FALSE((WarningRecord{&here, "f", 1, 2, false} == WarningRecord{&here, "f", 1, 2, true}));
  EXPECT_FALSE((WarningRecord{&here, "f", 1, 2, false} == WarningRecord{&here, "f", 0, 2, false}));
}

}  // namespace
}  // namespace lockstep
