// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/axiomatic.h"

#include <gtest/gtest.h>

#include "tests/axiomatic/made_up_test.h"
#include "tests/axiomatic/shown_by.h"

// The shapes have their names from "Herding cats" (Alglave, Maranget, Tautschnig, TOPLAS 2014).
namespace lockstep::litmus::axiomatic {
namespace {

TEST(Axioms, StoreBufferingShowsInAllWeakModelsUntilBothHaveFullBarriers) {
  const Outcome both_old = {{0, 0}};
  EXPECT_EQ(shown_by(test_of({{write(x, 1), read(0, y)}, {write(y, 1), read(0, x)}}), both_old),
            "tso lkmm");
  EXPECT_EQ(
      shown_by(test_of({{write(x, 1), mb(), read(0, y)}, {write(y, 1), read(0, x)}}), both_old),
      "tso lkmm");
  EXPECT_EQ(shown_by(test_of({{write(x, 1), mb(), read(0, y)}, {write(y, 1), mb(), read(0, x)}}),
                     both_old),
            "none");
  EXPECT_EQ(
      shown_by(test_of({{release(x, 1), acquire(0, y)}, {release(y, 1), acquire(0, x)}}), both_old),
      "tso lkmm");
  EXPECT_EQ(
      shown_by(test_of({{write(x, 1), wmb(), rmb(), read(0, y)}, {write(y, 1), mb(), read(0, x)}}),
               both_old),
      "tso lkmm");
}

TEST(Axioms, MessagePassingNeedsBothSidesOrderedByTheKernelModelOnly) {
  const Outcome stale = {{1, 0}};
  EXPECT_EQ(shown_by(test_of({{write(x, 1), write(y, 1)}, {read(0, y), read(1, x)}}), stale),
            "lkmm");
  EXPECT_EQ(shown_by(test_of({{write(x, 1), wmb(), write(y, 1)}, {read(0, y), read(1, x)}}), stale),
            "lkmm");
  EXPECT_EQ(shown_by(test_of({{write(x, 1), write(y, 1)}, {read(0, y), rmb(), read(1, x)}}), stale),
            "lkmm");
  EXPECT_EQ(shown_by(test_of({{write(x, 1), wmb(), write(y, 1)}, {read(0, y), rmb(), read(1, x)}}),
                     stale),
            "none");
  EXPECT_EQ(shown_by(test_of({{write(x, 1), release(y, 1)}, {acquire(0, y), read(1, x)}}), stale),
            "none");
}

TEST(Axioms, LoadBufferingNeverShows) {
  const Outcome both_early = {{1, 1}};
  EXPECT_EQ(shown_by(test_of({{read(0, x), write(y, 1)}, {read(0, y), write(x, 1)}}), both_early),
            "none");
}

TEST(Axioms, AddressDependenciesOrderReads) {
  const Expression to_z = address_of(z);
  litmus::Test test =
      test_of({{write(z, 1), wmb(), write(x, to_z)}, {read(0, x), read_through(1, 0)}});
  test.locations[x].initial = kFirstAddress + y;
  EXPECT_EQ(shown_by(test, {{kFirstAddress + z, 0}}), "none");
  EXPECT_EQ(shown_by(test, {{kFirstAddress + z, 1}}), "sc tso lkmm");
  EXPECT_EQ(shown_by(test, {{kFirstAddress + y, 0}}), "sc tso lkmm");
}

TEST(Axioms, WhatAReadDependsOnThroughItsOwnProcessIsOrdered) {
  const Outcome stale = {{1, 1, 0}};
  const auto passing = [](const Code& second) {
    return test_of(
        {{write(x, 1), wmb(), write(y, 1)}, {read(0, y), write(z, 1), second, read(2, x)}});
  };
  EXPECT_EQ(shown_by(passing(acquire(1, z)), stale), "none");
  EXPECT_EQ(shown_by(passing(read(1, z)), stale), "lkmm");
}

TEST(Axioms, TwoPlusTwoWritesShowInTheKernelModelUntilOrdered) {
  const Outcome first_ones_last = {{}, {1, 1}};
  EXPECT_EQ(
      shown_by(test_of({{write(x, 1), write(y, 2)}, {write(y, 1), write(x, 2)}}), first_ones_last),
      "lkmm");
  EXPECT_EQ(shown_by(test_of({{write(x, 1), wmb(), write(y, 2)}, {write(y, 1), write(x, 2)}}),
                     first_ones_last),
            "lkmm");
  // Without cumulativity from a read, nothing but the strong barrier orders propagation.
  EXPECT_EQ(
      shown_by(test_of({{write(x, 1), wmb(), write(y, 2)}, {write(y, 1), wmb(), write(x, 2)}}),
               first_ones_last),
      "lkmm");
  EXPECT_EQ(shown_by(test_of({{write(x, 1), mb(), write(y, 2)}, {write(y, 1), mb(), write(x, 2)}}),
                     first_ones_last),
            "none");
}

TEST(Axioms, ShapeSShowsUntilTheWritesAreOrdered) {
  const Outcome overwritten = {{1}, {2, 1}};
  EXPECT_EQ(shown_by(test_of({{write(x, 2), write(y, 1)}, {read(0, y), write(x, 1)}}), overwritten),
            "lkmm");
  EXPECT_EQ(shown_by(test_of({{write(x, 2), wmb(), write(y, 1)}, {read(0, y), write(x, 1)}}),
                     overwritten),
            "none");
}

TEST(Axioms, ShapeRShowsUntilBothHaveFullBarriers) {
  const Outcome stale = {{0}, {1, 2}};
  EXPECT_EQ(shown_by(test_of({{write(x, 1), write(y, 1)}, {write(y, 2), read(0, x)}}), stale),
            "tso lkmm");
  EXPECT_EQ(shown_by(test_of({{write(x, 1), wmb(), write(y, 1)}, {write(y, 2), mb(), read(0, x)}}),
                     stale),
            "lkmm");
  EXPECT_EQ(
      shown_by(test_of({{write(x, 1), mb(), write(y, 1)}, {write(y, 2), mb(), read(0, x)}}), stale),
      "none");
}

TEST(Axioms, WritesToCausalityNeedACumulativeBarrier) {
  const Outcome stale = {{1, 1, 0}};
  const auto wrc = [](const Code& barrier, const Code& second) {
    return test_of({{write(x, 1)}, {read(0, x), barrier, second}, {read(0, y), rmb(), read(1, x)}});
  };
  EXPECT_EQ(shown_by(wrc({}, write(y, 1)), stale), "lkmm");
  EXPECT_EQ(shown_by(wrc(wmb(), write(y, 1)), stale), "lkmm");
  EXPECT_EQ(shown_by(wrc({}, release(y, 1)), stale), "none");
  EXPECT_EQ(shown_by(wrc(mb(), write(y, 1)), stale), "none");
}

TEST(Axioms, ReleasesAreCumulativeOverThreeProcesses) {
  const Outcome stale = {{1, 1, 0}};
  const auto isa2 = [](const Code& first, const Code& second) {
    return test_of({{write(x, 1), first}, {read(0, y), second}, {read(0, z), rmb(), read(1, x)}});
  };
  EXPECT_EQ(shown_by(isa2(release(y, 1), release(z, 1)), stale), "none");
  // A dependency is no fence: nothing says that it passes on what its read has seen.
  EXPECT_EQ(shown_by(isa2(release(y, 1), write(z, 1)), stale), "lkmm");
  EXPECT_EQ(shown_by(isa2(write(y, 1), release(z, 1)), stale), "lkmm");
}

TEST(Axioms, IndependentReadersDisagreeUntilTheyHaveFullBarriers) {
  const Outcome disagree = {{1, 0, 1, 0}};
  const auto iriw = [](const Code& first, const Code& second) {
    return test_of({{write(x, 1)},
                    {write(y, 1)},
                    {read(0, x), first, read(1, y)},
                    {read(0, y), second, read(1, x)}});
  };
  EXPECT_EQ(shown_by(iriw({}, {}), disagree), "lkmm");
  EXPECT_EQ(shown_by(iriw(rmb(), rmb()), disagree), "lkmm");
  EXPECT_EQ(shown_by(iriw(mb(), rmb()), disagree), "lkmm");
  EXPECT_EQ(shown_by(iriw(mb(), mb()), disagree), "none");
}

TEST(Axioms, ReadToWriteCausalityNeedsTwoFullBarriers) {
  const Outcome stale = {{1, 0, 0}};
  const auto rwc = [](const Code& first, const Code& second) {
    return test_of(
        {{write(x, 1)}, {read(0, x), first, read(1, y)}, {write(y, 1), second, read(0, x)}});
  };
  EXPECT_EQ(shown_by(rwc(rmb(), {}), stale), "tso lkmm");
  EXPECT_EQ(shown_by(rwc(rmb(), mb()), stale), "lkmm");
  EXPECT_EQ(shown_by(rwc(mb(), mb()), stale), "none");
}

TEST(Axioms, ShapeZ6ShowsWithReleasesButNotWithFullBarriers) {
  const auto z6 = [](const Code& first, const Code& second, const Code& third) {
    return test_of({{write(x, 1), first, write(y, 1)},
                    {write(y, 2), second, write(z, 1)},
                    {read(0, z), third, read(1, x)}});
  };
  const Outcome stale = {{1, 0}, {{}, 2}};
  EXPECT_EQ(shown_by(z6(wmb(), wmb(), rmb()), stale), "lkmm");
  EXPECT_EQ(shown_by(z6(mb(), wmb(), rmb()), stale), "lkmm");
  EXPECT_EQ(shown_by(z6(mb(), mb(), rmb()), stale), "none");
}

TEST(Axioms, EachVariableIsCoherent) {
  EXPECT_EQ(shown_by(test_of({{write(x, 1)}, {read(0, x), read(1, x)}}), {{1, 0}}), "none");
  EXPECT_EQ(shown_by(test_of({{write(x, 1), read(0, x)}, {write(x, 2)}}), {{2}, {1}}), "none");
  EXPECT_EQ(shown_by(test_of({{write(x, 1), write(x, 2)}}), {{}, {1}}), "none");
  EXPECT_EQ(
      shown_by(
          test_of(
              {{write(x, 1)}, {write(x, 2)}, {read(0, x), read(1, x)}, {read(0, x), read(1, x)}}),
          {{1, 2, 2, 1}}),
      "none");
}

}  // namespace
}  // namespace lockstep::litmus::axiomatic
