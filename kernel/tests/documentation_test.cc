// SPDX-License-Identifier: GPL-2.0-only
// What docs/adding-a-kernel-primitive.md shows.
#include <gtest/gtest.h>
#include <primitive.h>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

TEST(AddingAKernelPrimitive, ShowsOneThatIsOneStepAndCounts) {
  FakeEngine engine;
  atomic_t count = {41};
  EXPECT_EQ(atomic_inc_return(&count), 42);
  EXPECT_EQ(count.counter, 42);
  ASSERT_EQ(engine.steps.size(), 1u);
  EXPECT_EQ(engine.steps[0].access, LOCKSTEP_UPDATE);
}

}  // namespace
}  // namespace lockstep
