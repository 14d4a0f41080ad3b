// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/golden.h"

namespace lockstep::tests {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

// Two hundred thousand random schedules of each implementation: every build has to show the same.
TEST(SameBytes, ComeFromEveryBuildForRandomSchedules) {
  const CommandResult run = run_lockstep({"selftest", "schedules"});
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  expect_golden("selftest_schedules", run.output);
}

TEST(Selftest, FindsNothingWrong) {
  const CommandResult run = run_lockstep({"selftest", "--quiet"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("\nseeded bugs     all of "));
  EXPECT_THAT(run.output, HasSubstr("\nreal threads    200 executions of each of "));
  EXPECT_THAT(run.output, EndsWith("\nAll as it should be.\n"));
}

TEST(Selftest, RefusesATestThatThereIsNot) {
  const CommandResult run = run_lockstep({"selftest", "thread"});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.errors, HasSubstr("thread"));
}

}  // namespace
}  // namespace lockstep::tests
