// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/refcount.h>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RefcountLower : public ::testing::Test {
 protected:
  FakeEngine engine_;
  refcount_t count_ = REFCOUNT_INIT(3);
};

TEST_F(RefcountLower, SubAndTestIsTrueOnlyWhenItHitsZero) {
  EXPECT_FALSE(refcount_sub_and_test(2, &count_));
  EXPECT_EQ(count_.refs.counter, 1);
  EXPECT_TRUE(refcount_sub_and_test(1, &count_));
  EXPECT_EQ(count_.refs.counter, 0);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(RefcountLower, SubAndTestIsOneUpdate) {
  EXPECT_TRUE(refcount_sub_and_test(3, &count_));
  ASSERT_EQ(engine_.steps.size(), 1u);
  EXPECT_EQ(engine_.steps[0].object, &count_);
  EXPECT_EQ(engine_.steps[0].access, LOCKSTEP_UPDATE);
}

TEST_F(RefcountLower, DecAndTestSaysWhatTheCountWas) {
  int old = 0;
  EXPECT_FALSE(__refcount_dec_and_test(&count_, &old));
  EXPECT_EQ(old, 3);
  EXPECT_FALSE(refcount_dec_and_test(&count_));
  EXPECT_TRUE(refcount_dec_and_test(&count_));
}

TEST_F(RefcountLower, SubBelowZeroUnderflowsAndSaturates) {
  EXPECT_FALSE(refcount_sub_and_test(4, &count_));
  EXPECT_EQ(count_.refs.counter, REFCOUNT_SATURATED);
  ASSERT_THAT(engine_.warned(), ElementsAre("underflow; use-after-free"));
  EXPECT_EQ(engine_.warnings[0].kind, LOCKSTEP_REFCOUNT);
}

TEST_F(RefcountLower, SubFromZeroUnderflows) {
  count_ = REFCOUNT_INIT(0);
  EXPECT_FALSE(refcount_dec_and_test(&count_));
  EXPECT_EQ(count_.refs.counter, REFCOUNT_SATURATED);
  EXPECT_THAT(engine_.warned(), ElementsAre("underflow; use-after-free"));
}

TEST_F(RefcountLower, SubOfNothingFromZeroDoesNotHitZero) {
  count_ = REFCOUNT_INIT(0);
  EXPECT_FALSE(refcount_sub_and_test(0, &count_));
  EXPECT_THAT(engine_.warned(), ElementsAre("underflow; use-after-free"));
}

TEST_F(RefcountLower, SubFromTheSmallestNumberWraps) {
  count_ = REFCOUNT_INIT(INT_MIN);
  EXPECT_FALSE(refcount_dec_and_test(&count_));
  EXPECT_EQ(count_.refs.counter, REFCOUNT_SATURATED);
}

TEST_F(RefcountLower, DecLeavesOneWithoutWarning) {
  refcount_dec(&count_);
  refcount_dec(&count_);
  EXPECT_EQ(count_.refs.counter, 1);
  EXPECT_THAT(engine_.warnings, IsEmpty());
}

TEST_F(RefcountLower, DecToZeroLeaksMemory) {
  count_ = REFCOUNT_INIT(1);
  refcount_dec(&count_);
  EXPECT_EQ(count_.refs.counter, REFCOUNT_SATURATED);
  EXPECT_THAT(engine_.warned(), ElementsAre("decrement hit 0; leaking memory"));
}

TEST_F(RefcountLower, WarningsAreWithOrWithoutDebugging) {
  engine_.debug_vm = false;
  engine_.lockdep = false;
  EXPECT_FALSE(refcount_sub_and_test(4, &count_));
  EXPECT_THAT(engine_.warned(), ElementsAre("underflow; use-after-free"));
}

}  // namespace
}  // namespace lockstep
