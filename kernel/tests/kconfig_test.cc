// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>
#include <linux/kconfig.h>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

TEST(Kconfig, TakesWhatIsDefinedForEnabled) {
  static_assert(IS_ENABLED(CONFIG_MMU));
  static_assert(IS_ENABLED(CONFIG_PER_VMA_LOCK));
  static_assert(!IS_ENABLED(CONFIG_TRACING));
#if !IS_ENABLED(CONFIG_MMU) || IS_ENABLED(CONFIG_TRACING)
  FAIL() << "constant in #if, too";
#endif
}

TEST(Kconfig, AsksForWhatIsChosenAtRunTime) {
  FakeEngine engine;
  for (const bool on : {true, false}) {
    engine.debug_vm = on;
    engine.lockdep = !on;
    EXPECT_EQ(IS_ENABLED(CONFIG_DEBUG_VM), on);
    EXPECT_EQ(IS_ENABLED(CONFIG_LOCKDEP), !on);
    EXPECT_EQ(IS_ENABLED(CONFIG_DEBUG_LOCK_ALLOC), !on);
  }
}

}  // namespace
}  // namespace lockstep
