// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/outcome_sets.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

constexpr OutcomeDigest kA = {0, 10};
constexpr OutcomeDigest kB = {7, 5};
constexpr OutcomeDigest kNearlyOver = {~0ull, ~0ull};

TEST(OutcomeDigests, AddUpInAnyOrderAndCarry) {
  EXPECT_EQ(kA + kB, kB + kA);
  EXPECT_EQ((OutcomeDigest{0, ~0ull} + OutcomeDigest{0, 1}), (OutcomeDigest{1, 0}));
  EXPECT_EQ((OutcomeDigest{1, 0} - OutcomeDigest{0, 1}), (OutcomeDigest{0, ~0ull}));
  EXPECT_EQ(kA + kNearlyOver - kNearlyOver, kA);
}

TEST(HashConsedOutcomeSets, AreTheSameIfTheyHaveTheSameOutcomes) {
  OutcomeSets sets;
  const auto a = sets.single(kA);
  const auto b = sets.single(kB);
  EXPECT_EQ(sets.single(kA), a);
  EXPECT_NE(a, b);
  EXPECT_EQ(sets.united(a, b), sets.united(b, a));
  EXPECT_EQ(sets.united(sets.united(a, b), a), sets.united(a, b));
  EXPECT_EQ(sets.united(a, OutcomeSets::kNone), a);
  EXPECT_EQ(sets.outcomes(sets.united(a, b)).size(), 2u);
}

TEST(HashConsedOutcomeSets, ShiftEveryOutcomeAndStaySorted) {
  OutcomeSets sets;
  const auto both = sets.united(sets.single(kA), sets.single(kB));
  const auto shifted = sets.shifted(both, kNearlyOver);
  EXPECT_TRUE(sets.contains(shifted, kA + kNearlyOver));
  EXPECT_TRUE(sets.contains(shifted, kB + kNearlyOver));
  EXPECT_FALSE(sets.contains(shifted, kA));
  EXPECT_TRUE(std::ranges::is_sorted(sets.outcomes(shifted)));
  EXPECT_EQ(sets.shifted(shifted, OutcomeDigest{} - kNearlyOver), both);
  EXPECT_EQ(sets.shifted(both, {}), both);
  EXPECT_EQ(sets.shifted(OutcomeSets::kNone, kA), OutcomeSets::kNone);
}

TEST(HashConsedOutcomeSets, SayHowMuchMemoryTheyTake) {
  OutcomeSets sets;
  const std::size_t before = sets.memory();
  for (std::uint64_t i = 0; i < 1'000; ++i) sets.single({i, i});
  EXPECT_GE(sets.memory() - before, 1'000 * sizeof(OutcomeDigest));
}

}  // namespace
}  // namespace lockstep
