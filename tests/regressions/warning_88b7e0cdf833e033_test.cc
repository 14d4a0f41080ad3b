// SPDX-License-Identifier: GPL-2.0-only
// Written by lockstep reduce.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/regression.h"

namespace lockstep {
namespace {

constexpr const char* kProgram = R"program(
# warning, reachable, fingerprint 88b7e0cdf833e033: 2 tasks, 4 operations, 1 switch
#  in            vma_start_write_killable 0, called by writer
#  before        no warning
#  v3            VM_WARN_ON_ONCE(!ves->exclusive) in __vma_exit_exclusive_locked
#  source        variants/vma_lock/v3.c:22
config DEBUG_VM=on LOCKDEP=off
vma 0 attached
task reader: send_sigkill writer; vma_start_read 0
task writer: mmap_write_lock; vma_start_write_killable 0
schedule: reader*6 writer*
)program";

TEST(Regression, ShowsWarning88b7e0cdf833e033InLockstep) {
  Comparison comparison("before", "v3", kProgram);
  EXPECT_THAT(comparison.in_lockstep(), testing::ElementsAre("88b7e0cdf833e033"));
}

}  // namespace
}  // namespace lockstep
