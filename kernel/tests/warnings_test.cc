// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/mmdebug.h>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Warnings : public ::testing::Test {
 protected:
  // Whether it was evaluated, for conditions that must not be.
  bool ask(bool answer) {
    ++asked_;
    return answer;
  }

  FakeEngine engine_;
  int asked_ = 0;
};

bool warn_here(bool hit) { return WARN_ON_ONCE(hit); }

TEST_F(Warnings, WarnOnOnceEvaluatesToItsConditionAndNamesItsFunction) {
  EXPECT_FALSE(warn_here(false));
  EXPECT_THAT(engine_.warnings, IsEmpty());
  EXPECT_TRUE(warn_here(true));
  ASSERT_EQ(engine_.warnings.size(), 1u);
  EXPECT_EQ(engine_.warnings[0].kind, LOCKSTEP_WARN_ON_ONCE);
  EXPECT_EQ(engine_.warnings[0].function, "warn_here");
  EXPECT_EQ(engine_.warnings[0].condition, "hit");
}

TEST_F(Warnings, AUseIsOneSiteHoweverOftenItIsHit) {
  EXPECT_TRUE(warn_here(true));
  EXPECT_TRUE(warn_here(true));
  EXPECT_TRUE(WARN_ON_ONCE(asked_ == 0));
  ASSERT_EQ(engine_.warnings.size(), 3u);
  EXPECT_EQ(engine_.warnings[0].site, engine_.warnings[1].site);
  EXPECT_NE(engine_.warnings[0].site, engine_.warnings[2].site);
}

TEST_F(Warnings, ASiteKnowsItsFileInTheSourceTree) {
  EXPECT_TRUE(warn_here(true));
  EXPECT_STREQ(engine_.warnings[0].site->file, "kernel/tests/warnings_test.cc");
  EXPECT_GT(engine_.warnings[0].site->line, 0);
}

TEST_F(Warnings, WarnOnTakesEveryTrueValueForTrue) {
  EXPECT_TRUE(WARN_ON(asked_ + 2));
  EXPECT_THAT(engine_.warned(), ElementsAre("asked_ + 2"));
}

TEST_F(Warnings, WarnOnOnceEvaluatesItsConditionOnceInEveryConfiguration) {
  engine_.debug_vm = false;
  EXPECT_TRUE(WARN_ON_ONCE(ask(true)));
  EXPECT_EQ(asked_, 1);
  EXPECT_EQ(engine_.warnings.size(), 1u);
}

TEST_F(Warnings, EveryFormShowsItsConditionAsItIsWritten) {
  EXPECT_TRUE(WARN_ON(READ_ONCE(asked_) == 0));
  EXPECT_TRUE(WARN_ONCE(READ_ONCE(asked_) == 0, "asked %d times", asked_));
  EXPECT_TRUE(WARN(READ_ONCE(asked_) == 0, "asked"));
  EXPECT_TRUE(VM_WARN_ON(READ_ONCE(asked_) == 0));
  EXPECT_TRUE(VM_WARN_ONCE(READ_ONCE(asked_) == 0, "asked"));
  EXPECT_TRUE(VM_WARN_ON_ONCE_VMA(READ_ONCE(asked_) == 0, nullptr));
  EXPECT_TRUE(VM_WARN_ON_ONCE_MM(READ_ONCE(asked_) == 0, nullptr));
  VM_BUG_ON(READ_ONCE(asked_) == 0);
  EXPECT_THAT(engine_.warned(), Each("READ_ONCE(asked_) == 0"));
  EXPECT_EQ(engine_.warnings.size(), 8u);
}

TEST_F(Warnings, BugEndsTheExecution) {
  BUG_ON(asked_ != 0);
  EXPECT_DEATH(BUG_ON(asked_ == 0), "");
}

TEST_F(Warnings, VmWarnOnOnceWarnsWithDebugVm) {
  EXPECT_TRUE(VM_WARN_ON_ONCE(ask(true)));
  EXPECT_FALSE(VM_WARN_ON_ONCE(ask(false)));
  EXPECT_EQ(asked_, 2);
  ASSERT_THAT(engine_.warned(), ElementsAre("ask(true)"));
  EXPECT_EQ(engine_.warnings[0].kind, LOCKSTEP_VM_WARN_ON_ONCE);
}

TEST_F(Warnings, VmWarnOnOnceDoesNotEvenAskWithoutDebugVm) {
  engine_.debug_vm = false;
  EXPECT_FALSE(VM_WARN_ON_ONCE(ask(true)));
  EXPECT_FALSE(VM_WARN_ON(ask(true)));
  VM_BUG_ON_VMA(ask(true), nullptr);
  VM_BUG_ON_MM(ask(true), nullptr);
  EXPECT_EQ(asked_, 0);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(Warnings, VmBugOnIsAnAssertionAndTheTaskGoesOn) {
  VM_BUG_ON_VMA(ask(true), nullptr);
  VM_BUG_ON_MM(ask(false), nullptr);
  EXPECT_EQ(asked_, 2);
  ASSERT_THAT(engine_.warned(), ElementsAre("ask(true)"));
  EXPECT_EQ(engine_.warnings[0].kind, LOCKSTEP_ASSERTION);
}

}  // namespace
}  // namespace lockstep
