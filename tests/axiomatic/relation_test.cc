// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/relation.h"

#include <gtest/gtest.h>

namespace lockstep::litmus::axiomatic {
namespace {

Relation chain(std::size_t size) {
  Relation next(size);
  for (std::size_t i = 0; i + 1 < size; ++i) next.add(i, i + 1);
  return next;
}

TEST(Relation, ThenMakesOneStepOfEach) {
  const Relation two = chain(4).then(chain(4));
  EXPECT_EQ(two.after(0), only(2));
  EXPECT_EQ(two.after(1), only(3));
  EXPECT_EQ(two.after(2), 0u);
}

TEST(Relation, StepsReachAllThatComesLater) {
  const Relation steps = chain(64).steps();
  EXPECT_EQ(steps.after(0), ~EventSet{1});
  EXPECT_EQ(steps.after(62), only(63));
  EXPECT_EQ(steps.after(63), 0u);
  EXPECT_EQ(chain(64).any_steps().after(0), ~EventSet{0});
}

TEST(Relation, ACycleIsFoundHoweverLong) {
  Relation ring = chain(64);
  EXPECT_TRUE(ring.acyclic());
  ring.add(63, 0);
  EXPECT_FALSE(ring.acyclic());
  EXPECT_TRUE(ring.irreflexive());
}

TEST(Relation, BetweenKeepsWhatBeginsAndEndsInTheSets) {
  const Relation some = chain(4).steps().between(only(0) | only(2), only(3));
  EXPECT_EQ(some.after(0), only(3));
  EXPECT_EQ(some.after(1), 0u);
  EXPECT_EQ(some.after(2), only(3));
}

TEST(Relation, InverseTurnsEachPair) {
  EXPECT_EQ(chain(3).inverse().after(2), only(1));
  EXPECT_EQ(chain(3).inverse().inverse(), chain(3));
}

TEST(Relation, MaybeAddsOnlyEventsThatExist) {
  EXPECT_EQ(Relation(2).maybe(), Relation::identity(2, only(0) | only(1)));
}

TEST(Relation, SetOperationsWorkOnPairs) {
  const Relation all = Relation::product(3, 7, 7);
  EXPECT_EQ((all - chain(3)).after(0), only(0) | only(2));
  EXPECT_EQ(all & chain(3), chain(3));
  EXPECT_EQ(chain(3) | chain(3).inverse() | Relation::identity(3, 7) | chain(3).steps() |
                chain(3).inverse().steps(),
            all);
}

}  // namespace
}  // namespace lockstep::litmus::axiomatic
