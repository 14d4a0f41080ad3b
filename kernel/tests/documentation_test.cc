// SPDX-License-Identifier: GPL-2.0-only
// What docs/adding-a-kernel-primitive.md shows.
#include <gtest/gtest.h>
#include <primitive.h>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

TEST(AddingAKernelPrimitive, ShowsOneThatIsOneStepAndDropsTheLastCount) {
  FakeEngine engine;
  refcount_t count = REFCOUNT_INIT(2);
  EXPECT_FALSE(refcount_dec_if_one(&count));
  EXPECT_EQ(count.refs.counter, 2);
  count = REFCOUNT_INIT(1);
  EXPECT_TRUE(refcount_dec_if_one(&count));
  EXPECT_EQ(count.refs.counter, 0);
  ASSERT_EQ(engine.steps.size(), 2u);
  EXPECT_EQ(engine.steps[0].access, LOCKSTEP_UPDATE);
}

}  // namespace
}  // namespace lockstep
