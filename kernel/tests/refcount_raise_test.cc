// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/refcount.h>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr unsigned kSaturated = static_cast<unsigned>(REFCOUNT_SATURATED);

class RefcountRaise : public ::testing::Test {
 protected:
  FakeEngine engine_;
  refcount_t count_ = REFCOUNT_INIT(1);
};

TEST_F(RefcountRaise, SetAndReadAreOneStepEach) {
  refcount_set(&count_, 7);
  EXPECT_EQ(refcount_read(&count_), 7u);
  refcount_set_release(&count_, 8);
  EXPECT_EQ(refcount_read(&count_), 8u);
  ASSERT_EQ(engine_.steps.size(), 4u);
  EXPECT_EQ(engine_.steps[0].object, &count_);
  EXPECT_EQ(engine_.steps[0].access, LOCKSTEP_WRITE);
  EXPECT_EQ(engine_.steps[1].access, LOCKSTEP_READ);
  EXPECT_EQ(engine_.steps[2].access, LOCKSTEP_WRITE);
  EXPECT_EQ(engine_.steps[3].access, LOCKSTEP_READ);
}

TEST_F(RefcountRaise, AddNotZeroAddsToWhatIsNotZeroInOneStep) {
  EXPECT_TRUE(refcount_add_not_zero(5, &count_));
  EXPECT_EQ(count_.refs.counter, 6);
  ASSERT_EQ(engine_.steps.size(), 1u);
  EXPECT_EQ(engine_.steps[0].access, LOCKSTEP_UPDATE);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(RefcountRaise, AddNotZeroLeavesZeroAlone) {
  count_ = REFCOUNT_INIT(0);
  EXPECT_FALSE(refcount_add_not_zero(5, &count_));
  EXPECT_FALSE(refcount_inc_not_zero(&count_));
  EXPECT_EQ(count_.refs.counter, 0);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(RefcountRaise, AddNotZeroReachesTheMaximumWithoutWarning) {
  count_ = REFCOUNT_INIT(REFCOUNT_MAX - 1);
  EXPECT_TRUE(refcount_inc_not_zero(&count_));
  EXPECT_EQ(count_.refs.counter, REFCOUNT_MAX);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(RefcountRaise, AddNotZeroSaturatesWhenItOverflows) {
  count_ = REFCOUNT_INIT(REFCOUNT_MAX);
  EXPECT_TRUE(refcount_inc_not_zero(&count_));
  EXPECT_EQ(refcount_read(&count_), kSaturated);
  ASSERT_THAT(engine_.warned(), ElementsAre("saturated; leaking memory"));
  EXPECT_EQ(engine_.warnings[0].kind, LOCKSTEP_REFCOUNT);
  EXPECT_EQ(engine_.warnings[0].function, "refcount_t");
}

TEST_F(RefcountRaise, ASaturatedCountStaysSaturated) {
  refcount_set(&count_, REFCOUNT_SATURATED);
  EXPECT_TRUE(refcount_add_not_zero(100, &count_));
  EXPECT_EQ(refcount_read(&count_), kSaturated);
  EXPECT_THAT(engine_.warned(), ElementsAre("saturated; leaking memory"));
}

TEST_F(RefcountRaise, LimitedAddSaysWhatTheCountWas) {
  int old = -1;
  EXPECT_TRUE(__refcount_add_not_zero_limited_acquire(3, &count_, &old, 4));
  EXPECT_EQ(old, 1);
  EXPECT_EQ(count_.refs.counter, 4);
}

TEST_F(RefcountRaise, LimitedAddStopsAtTheLimit) {
  count_ = REFCOUNT_INIT(4);
  int old = -1;
  EXPECT_FALSE(__refcount_inc_not_zero_limited_acquire(&count_, &old, 4));
  EXPECT_EQ(old, 4);
  EXPECT_EQ(count_.refs.counter, 4);
  EXPECT_FALSE(__refcount_add_not_zero_limited_acquire(2, &count_, &old, 5));
  EXPECT_EQ(count_.refs.counter, 4);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(RefcountRaise, LimitedAddLeavesZeroAlone) {
  count_ = REFCOUNT_INIT(0);
  int old = -1;
  EXPECT_FALSE(__refcount_inc_not_zero_limited_acquire(&count_, &old, 4));
  EXPECT_EQ(old, 0);
  EXPECT_EQ(count_.refs.counter, 0);
}

TEST_F(RefcountRaise, LimitedAddKeepsANegativeCountSaturated) {
  refcount_set(&count_, REFCOUNT_SATURATED);
  int old = 0;
  EXPECT_TRUE(__refcount_inc_not_zero_limited_acquire(&count_, &old, 4));
  EXPECT_EQ(old, REFCOUNT_SATURATED);
  EXPECT_EQ(refcount_read(&count_), kSaturated);
  EXPECT_THAT(engine_.warned(), ElementsAre("saturated; leaking memory"));
}

TEST_F(RefcountRaise, AddAddsAndIncAddsOne) {
  refcount_add(4, &count_);
  refcount_inc(&count_);
  EXPECT_EQ(count_.refs.counter, 6);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(RefcountRaise, AddToZeroIsUseAfterFree) {
  count_ = REFCOUNT_INIT(0);
  refcount_inc(&count_);
  EXPECT_EQ(refcount_read(&count_), kSaturated);
  EXPECT_THAT(engine_.warned(), ElementsAre("addition on 0; use-after-free"));
}

TEST_F(RefcountRaise, AddSaturatesWhenItOverflows) {
  count_ = REFCOUNT_INIT(REFCOUNT_MAX);
  refcount_add(2, &count_);
  EXPECT_EQ(refcount_read(&count_), kSaturated);
  EXPECT_THAT(engine_.warned(), ElementsAre("saturated; leaking memory"));
}

TEST_F(RefcountRaise, TheWaysToOverflowAreSitesOfTheirOwn) {
  count_ = REFCOUNT_INIT(REFCOUNT_MAX);
  refcount_add(1, &count_);
  refcount_set(&count_, REFCOUNT_MAX);
  EXPECT_TRUE(refcount_add_not_zero(1, &count_));
  refcount_set(&count_, REFCOUNT_MAX);
  refcount_add(1, &count_);
  ASSERT_EQ(engine_.warnings.size(), 3u);
  EXPECT_NE(engine_.warnings[0].site, engine_.warnings[1].site);
  EXPECT_EQ(engine_.warnings[0].site, engine_.warnings[2].site);
}

}  // namespace
}  // namespace lockstep
