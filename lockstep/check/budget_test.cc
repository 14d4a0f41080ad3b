// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/budget.h"

#include <gtest/gtest.h>

#include <thread>

namespace lockstep {
namespace {

using std::chrono::milliseconds;

CheckOptions limited_to(std::uint64_t runs) {
  CheckOptions options;
  options.runs = runs;
  options.time = milliseconds(0);  // does not count
  return options;
}

CheckOptions limited_to(milliseconds time) {
  CheckOptions options;
  options.time = time;
  return options;
}

TEST(Budget, OfRunsIsSpentAfterSoManyPairsWhateverTheTime) {
  Budget budget(limited_to(1000));
  EXPECT_FALSE(budget.spent(0, 1));
  EXPECT_FALSE(budget.spent(999, 1));
  EXPECT_TRUE(budget.spent(1000, 1));
  EXPECT_TRUE(budget.spent(300, 0.3));
  EXPECT_FALSE(budget.spent(299, 0.3));
  EXPECT_FALSE(budget.overdrawn());
}

TEST(Budget, OfAnyKindIsSpentOnceTheCheckIsInterrupted) {
  for (CheckOptions options : {limited_to(1000), limited_to(milliseconds(3'600'000))}) {
    bool interrupted = false;
    options.interrupted = [&] { return interrupted; };
    Budget budget(options);
    EXPECT_FALSE(budget.spent(0, 1));
    EXPECT_FALSE(budget.overdrawn());
    interrupted = true;
    budget.look_again();
    EXPECT_TRUE(budget.spent(1, 1));
    EXPECT_TRUE(budget.overdrawn());
  }
}

TEST(Budget, OfNoRunsIsSpentAtOnce) { EXPECT_TRUE(Budget(limited_to(0)).spent(0, 1)); }

TEST(Budget, OfTimeIsNotSpentBefore) {
  Budget budget(limited_to(milliseconds(3'600'000)));
  EXPECT_FALSE(budget.spent(0, 1));
  EXPECT_FALSE(budget.spent(1'000'000, 1));
  EXPECT_FALSE(budget.overdrawn());
}

TEST(Budget, OfNoTimeIsSpentAtOnce) {
  EXPECT_TRUE(Budget(limited_to(milliseconds(0))).spent(0, 1));
}

TEST(Budget, OfTimeIsLookedAtOnlyNowAndThenUnlessAskedTo) {
  Budget budget(limited_to(milliseconds(1)));
  budget.spent(0, 1);
  std::this_thread::sleep_for(milliseconds(5));
  EXPECT_TRUE(budget.spent(64, 1));
  Budget asked(limited_to(milliseconds(100)));
  EXPECT_FALSE(asked.spent(0, 1));
  std::this_thread::sleep_for(milliseconds(105));
  EXPECT_FALSE(asked.spent(63, 1));
  asked.look_again();
  EXPECT_TRUE(asked.spent(63, 1));
}

TEST(Budget, OfTimeIsSpentEarlierOnceThereIsSomethingToSay) {
  Budget budget(limited_to(milliseconds(100)));
  std::this_thread::sleep_for(milliseconds(80));
  EXPECT_FALSE(budget.spent(0, 1));
  budget.note_found();
  budget.look_again();
  EXPECT_TRUE(budget.spent(0, 1));
  std::this_thread::sleep_for(milliseconds(10));
  EXPECT_TRUE(budget.overdrawn());
}

TEST(Budget, TellsWhichPartOfItIsUsedUp) {
  CheckOptions options;
  options.runs = 200;
  EXPECT_EQ(Budget(options).part(0), 0);
  EXPECT_EQ(Budget(options).part(50), 0.25);
  EXPECT_EQ(Budget(options).part(300), 1);
  options.runs = 0;
  EXPECT_EQ(Budget(options).part(0), 1);
  options.runs.reset();
  options.time = std::chrono::milliseconds(0);
  EXPECT_EQ(Budget(options).part(0), 1);
  options.time = std::chrono::hours(1000);
  EXPECT_LT(Budget(options).part(1'000'000), 0.1);
}

}  // namespace
}  // namespace lockstep
