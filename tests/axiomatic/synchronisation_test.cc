// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include "tests/axiomatic/axiomatic.h"
#include "tests/axiomatic/made_up_test.h"
#include "tests/axiomatic/shown_by.h"

// Updates, locks and RCU.
namespace lockstep::litmus::axiomatic {
namespace {

TEST(AxiomsOfUpdates, AllIncrementsCount) {
  const Code add = increment(0, x, Order::kRelaxed);
  const litmus::Test test = test_of({{add}, {add}, {add}});
  for (const Axioms axioms :
       {Axioms::kSequentialConsistency, Axioms::kTotalStoreOrder, Axioms::kKernel}) {
    const AxiomaticResult result = states_by_axioms(test, axioms, 10'000);
    EXPECT_EQ(result.states.size(), 6u);
    for (const std::vector<Value>& state : result.states) EXPECT_EQ(state[x], 3);
  }
}

TEST(AxiomsOfUpdates, FullOrderIsAFullBarrier) {
  const Outcome both_old = {{0, 0, 0, 0}};
  const auto buffering = [](Order order) {
    return test_of({{write(x, 1), increment(0, z, order), read(1, y)},
                    {write(y, 1), increment(0, z, order), read(1, x)}});
  };
  // One increment comes after the other, so the outcome is with 1 for one of them.
  EXPECT_EQ(shown_by(buffering(Order::kFull), both_old), "none");
  EXPECT_EQ(shown_by(buffering(Order::kFull), {{0, 0, 1, 0}}), "none");
  EXPECT_EQ(shown_by(buffering(Order::kRelaxed), {{0, 0, 1, 0}}), "lkmm");
  EXPECT_EQ(shown_by(buffering(Order::kAcquire), {{0, 0, 1, 0}}), "lkmm");
}

TEST(AxiomsOfUpdates, AFailedExchangeIsABarrierOnX86Only) {
  const Code failing = exchange_if(0, z, 7, 8, Order::kFull);
  EXPECT_EQ(
      shown_by(test_of({{write(x, 1), failing, read(1, y)}, {write(y, 1), failing, read(1, x)}}),
               {{0, 0, 0, 0}}),
      "lkmm");
  const Code passing = exchange_if(0, z, 0, 8, Order::kFull);
  EXPECT_EQ(shown_by(test_of({{write(x, 1), passing, read(1, y)}, {write(y, 1), mb(), read(0, x)}}),
                     {{0, 0, 0}}),
            "none");
}

TEST(AxiomsOfUpdates, ReadBarriersPassOverUpdatesWithoutResult) {
  const auto passing = [](const Code& update) {
    return test_of({{write(x, 1), wmb(), write(y, 1)}, {update, rmb(), read(0, x)}});
  };
  // x is old although the increment has found y to be 1 already.
  EXPECT_EQ(shown_by(passing(increment(kNoRegister, y, Order::kRelaxed)), {{0}, {1, 2}}), "lkmm");
  EXPECT_EQ(shown_by(passing(read(0, y)), {{0}}), "sc tso lkmm");
  const litmus::Test with_result = test_of(
      {{write(x, 1), wmb(), write(y, 1)}, {increment(0, y, Order::kRelaxed), rmb(), read(1, x)}});
  EXPECT_EQ(shown_by(with_result, {{1, 0}, {1, 2}}), "none");
}

TEST(AxiomsOfUpdates, AReleaseReachesThroughAnUpdateOfItsWrite) {
  const Outcome stale = {{1, 2, 0}};
  const auto passing = [](const Code& first) {
    return test_of(
        {{write(x, 1), first}, {increment(0, y, Order::kRelaxed)}, {acquire(0, y), read(1, x)}});
  };
  EXPECT_EQ(shown_by(passing(release(y, 1)), stale), "none");
  EXPECT_EQ(shown_by(passing(write(y, 1)), stale), "lkmm");
}

TEST(AxiomsOfLocks, CriticalSectionsExcludeEachOther) {
  const std::vector<Code> section = {lock(z), read(0, x), write(x, 1), unlock(z)};
  EXPECT_EQ(shown_by(test_of({section, section}), {{0, 0}}), "none");
  EXPECT_EQ(shown_by(test_of({section, section}), {{0, 1}}), "sc tso lkmm");
}

TEST(AxiomsOfLocks, WritesOfTwoSectionsOfALockAreSeenInOrderByOthers) {
  const auto passing = [](unsigned second) {
    return test_of({{lock(z), write(x, 1), unlock(z)},
                    {lock(second), read(0, x), write(y, 1), unlock(second)},
                    {read(0, y), rmb(), read(1, x)}});
  };
  EXPECT_EQ(shown_by(passing(z), {{1, 1, 0}}), "none");
  EXPECT_EQ(shown_by(passing(w), {{1, 1, 0}}), "lkmm");
}

TEST(AxiomsOfLocks, SectionsOfOneProcessAreOrderedButForAWriteBeforeARead) {
  const auto two_sections = [](const Code& first, const Code& second) {
    return std::vector<Code>{lock(z), first, unlock(z), lock(w), second, unlock(w)};
  };
  EXPECT_EQ(
      shown_by(test_of({two_sections(write(x, 1), write(y, 1)), {read(0, y), rmb(), read(1, x)}}),
               {{1, 0}}),
      "none");
  EXPECT_EQ(
      shown_by(test_of({{write(x, 1), wmb(), write(y, 1)}, two_sections(read(0, y), read(1, x))}),
               {{1, 0}}),
      "none");
  // On x86, taking a lock is a full barrier.
  EXPECT_EQ(
      shown_by(test_of({two_sections(write(x, 1), read(0, y)), {write(y, 1), mb(), read(0, x)}}),
               {{0, 0}}),
      "lkmm");
}

TEST(AxiomsOfLocks, ATriedLockFailsOnlyWhileItMayBeHeld) {
  const litmus::Test test = test_of({{lock(z), unlock(z)}, {try_lock(0, z)}});
  EXPECT_EQ(shown_by(test, {{1}}), "sc tso lkmm");
  EXPECT_EQ(shown_by(test, {{0}}), "sc tso lkmm");
  EXPECT_EQ(shown_by(test_of({{try_lock(0, z)}}), {{0}}), "none");
}

TEST(AxiomsOfLocks, AProcessThatTakesALockTwiceHasNoFinalState) {
  const AxiomaticResult result =
      states_by_axioms(test_of({{lock(z), lock(z)}}), Axioms::kKernel, 100);
  EXPECT_TRUE(result.states.empty());
  EXPECT_TRUE(result.complete);
}

TEST(AxiomsOfRcu, AReaderSeesNothingFromBehindAGracePeriodWithoutWhatCameBeforeIt) {
  const std::vector<Code> updater = {write(x, 1), synchronize(), write(y, 1)};
  const std::vector<Code> newest_first = {reader_begin(), read(0, y), read(1, x), reader_end()};
  const std::vector<Code> oldest_first = {reader_begin(), read(0, x), read(1, y), reader_end()};
  EXPECT_EQ(shown_by(test_of({updater, newest_first}), {{1, 0}}), "none");
  EXPECT_EQ(shown_by(test_of({updater, oldest_first}), {{0, 1}}), "none");
  EXPECT_EQ(shown_by(test_of({updater, oldest_first}), {{1, 0}}), "sc tso lkmm");
}

TEST(AxiomsOfRcu, TwoReadersInOneProcessMayHaveAGracePeriodBetweenThem) {
  const std::vector<Code> updater = {write(x, 1), synchronize(), write(y, 1)};
  EXPECT_EQ(shown_by(test_of({updater,
                              {reader_begin(), read(0, x), reader_end(), reader_begin(), read(1, y),
                               reader_end()}}),
                     {{0, 1}}),
            "sc tso lkmm");
  EXPECT_EQ(shown_by(test_of({updater,
                              {reader_begin(), read(0, x), reader_begin(), reader_end(), read(1, y),
                               reader_end()}}),
                     {{0, 1}}),
            "none");
}

TEST(AxiomsOfRcu, AsManyGracePeriodsAsReadersForbidACycle) {
  const std::vector<Code> first = {reader_begin(), read(0, x), write(y, 1), reader_end()};
  const auto cycle = [&](const Code& between) {
    return test_of({first,
                    {reader_begin(), read(0, y), write(z, 1), reader_end()},
                    {read(0, z), between, write(x, 1)}});
  };
  EXPECT_EQ(shown_by(cycle({}), {{1, 1, 1}}), "none");
  const auto buffering = [&](const Code& grace) {
    return test_of({{reader_begin(), write(x, 1), read(0, y), reader_end()},
                    {reader_begin(), write(y, 1), read(0, z), reader_end()},
                    {write(z, 1), grace, read(0, x)}});
  };
  EXPECT_EQ(shown_by(buffering(synchronize()), {{0, 0, 0}}), "tso lkmm");
  const litmus::Test twice = test_of({{reader_begin(), write(x, 1), read(0, y), reader_end()},
                                      {write(y, 1), synchronize(), read(0, x)}});
  EXPECT_EQ(shown_by(twice, {{0, 0}}), "none");
}

TEST(AxiomsOfRcu, AGracePeriodIsAFullBarrier) {
  EXPECT_EQ(
      shown_by(test_of({{write(x, 1), synchronize(), read(0, y)}, {write(y, 1), mb(), read(0, x)}}),
               {{0, 0}}),
      "none");
}

TEST(AxiomsOfRcu, AGracePeriodInsideAReaderOfItsOwnProcessNeverEnds) {
  EXPECT_EQ(shown_by(test_of({{reader_begin(), synchronize(), reader_end()}}), {{}}), "none");
}

}  // namespace
}  // namespace lockstep::litmus::axiomatic
