// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>
#include <linux/cleanup.h>

namespace lockstep {
namespace {

struct Toy {
  bool free = true;
  int held = 0;
};

DEFINE_GUARD(toy, Toy*, _T->held++, _T->held--)
DEFINE_GUARD_COND(toy, _try, _T->free && ++_T->held)

TEST(Guard, HoldsForItsScope) {
  Toy toy;
  {
    guard(toy)(&toy);
    EXPECT_EQ(toy.held, 1);
    guard(toy)(&toy);
    EXPECT_EQ(toy.held, 2);
  }
  EXPECT_EQ(toy.held, 0);
}

TEST(Guard, ConditionalHoldsIfItCould) {
  Toy toy;
  for (const bool free : {true, false}) {
    toy.free = free;
    {
      CLASS(toy_try, scope)(&toy);
      EXPECT_EQ(scope != nullptr, free);
      EXPECT_EQ(toy.held, free ? 1 : 0);
    }
    EXPECT_EQ(toy.held, 0);
  }
}

}  // namespace
}  // namespace lockstep
