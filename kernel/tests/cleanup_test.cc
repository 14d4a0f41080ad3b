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
int one_of_its_kind = 0;
DEFINE_LOCK_GUARD_0(one, one_of_its_kind++, one_of_its_kind--)
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

TEST(Guard, OfALockThatThereIsOneOfHoldsForItsScope) {
  {
    guard(one)();
    EXPECT_EQ(one_of_its_kind, 1);
  }
  EXPECT_EQ(one_of_its_kind, 0);
}

TEST(Guard, ScopedHoldsForOneStatementWhichRunsOnce) {
  Toy toy;
  int runs = 0;
  scoped_guard(toy, &toy) {
    ++runs;
    EXPECT_EQ(toy.held, 1);
    scoped_guard(one) EXPECT_EQ(one_of_its_kind, 1);
    EXPECT_EQ(one_of_its_kind, 0);
  }
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(toy.held, 0);
}

TEST(Guard, ScopedGivesBackWhenTheStatementIsLeft) {
  Toy toy;
  scoped_guard(toy, &toy) {
    if (toy.held == 1) break;
    ADD_FAILURE();
  }
  EXPECT_EQ(toy.held, 0);
}

TEST(Guard, ScopedRunsNothingIfAConditionalGetsNoLock) {
  Toy toy;
  int runs = 0;
  for (const bool free : {true, false}) {
    toy.free = free;
    scoped_guard(toy_try, &toy) { ++runs; }
    EXPECT_EQ(toy.held, 0);
  }
  EXPECT_EQ(runs, 1);
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
