// SPDX-License-Identifier: GPL-2.0-only
// On a terminal: tests/end_to_end/progress_test.cc.
#include "lockstep/cli/terminal_line.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(FitLine, LeavesOutWhatThereIsNoRoomFor) {
  const std::vector<std::string> parts = {"v3", "0:07 passed", "random programs", "1 pair"};
  EXPECT_EQ(fit_line(parts, 80), "v3, 0:07 passed, random programs, 1 pair");
  EXPECT_EQ(fit_line(parts, 40), "v3, 0:07 passed, random programs, 1 pair");
  EXPECT_EQ(fit_line(parts, 39), "v3, 0:07 passed, random programs");
  EXPECT_EQ(fit_line(parts, 31), "v3, 0:07 passed");
  EXPECT_EQ(fit_line(parts, 1), "v");
  EXPECT_EQ(fit_line(parts, 0), "");
  EXPECT_EQ(fit_line({"v3", "", "1 pair"}, 80), "v3, 1 pair");
}

TEST(FitLine, CountsWhatIsNotAsciiAsTwoColumnsAndShowsControlCharacters) {
  EXPECT_EQ(fit_line({"äöü"}, 5), "äö");
  EXPECT_EQ(fit_line({"a\n\x1b[2J\xff"}, 80), "a\\n\\x1b[2J\\xff");
}

TEST(Times, HaveHoursIfTheyTakeAny) {
  EXPECT_EQ(print_times(7.9, 2.1), "0:07 passed, 0:03 left");
  EXPECT_EQ(print_times(3'725, {}), "1:02:05 passed");
  EXPECT_EQ(print_times(0, -1.0), "0:00 passed, 0:00 left");
}

TEST(Times, AreEstimatedByWhatIsDone) {
  EXPECT_EQ(estimate_left(10, 0, 5), std::nullopt);
  EXPECT_EQ(estimate_left(10, 2, 5), 15.0);
  EXPECT_EQ(estimate_left(10, 6, 5), 0.0);
}

}  // namespace
}  // namespace lockstep
