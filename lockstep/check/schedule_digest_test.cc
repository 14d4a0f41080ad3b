// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/schedule_digest.h"

#include <gtest/gtest.h>

#include "lockstep/load/implementations.h"
#include "lockstep/program/text.h"

namespace lockstep {
namespace {

class ScheduleDigest : public ::testing::Test {
 protected:
  std::uint64_t digest(std::string_view implementation, std::uint64_t seed,
                       std::uint64_t executions = 1000) {
    return digest_random_schedules(executor_, *find_implementation(implementation), programs_, seed,
                                   executions);
  }

  Executor executor_;
  std::vector<NamedProgram> programs_ = {
      {"a", parse_program("vma 0 attached\n"
                          "task reader: vma_start_read 0; read_data 0\n"
                          "task writer: mmap_write_lock; vma_start_write 0; write_data 0\n")},
      {"b", parse_program("vma 0 attached\n"
                          "task reader: send_sigkill writer; vma_start_read 0\n"
                          "task writer: mmap_write_lock; vma_start_write_killable 0\n")}};
};

TEST_F(ScheduleDigest, IsTheSameForTheSameSeed) {
  EXPECT_EQ(digest("before", 1), digest("before", 1));
}

// Two of 2^64 values are the same by chance once in 2^64 times.
TEST_F(ScheduleDigest, IsAnotherForOtherSchedulesOrOneExecutionMore) {
  EXPECT_NE(digest("before", 1), digest("before", 2));
  EXPECT_NE(digest("before", 1), digest("before", 1, 1001));
}

// A writer that is killed while it waits, under CONFIG_DEBUG_VM: a fourth of 500 executions, and
// of these some one in ten. None has a chance of less than 1 in 10^5.
TEST_F(ScheduleDigest, NoticesAWarning) { EXPECT_NE(digest("before", 1), digest("v3", 1)); }

TEST_F(ScheduleDigest, NeedsSomethingToRun) {
  programs_.clear();
  EXPECT_THROW(digest("before", 1), std::invalid_argument);
}

}  // namespace
}  // namespace lockstep
