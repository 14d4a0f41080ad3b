// SPDX-License-Identifier: GPL-2.0-only
// The machines against the axioms, for random programs; docs/litmus.md says how more of them came
// out. A rule that is left out of a machine is met by one program in 10 to 10,000, depending on the
// rule: so the rarest kinds would be missed here, and are in the second test.
#include "tests/axiomatic/agreement.h"

#include <gtest/gtest.h>

namespace lockstep::litmus::axiomatic {
namespace {

constexpr std::uint64_t kPrograms = 100;  // of each of ten kinds

class Agrees : public ::testing::TestWithParam<Model> {};

TEST_P(Agrees, WithTheAxiomsOnAThousandRandomPrograms) {
  for (const NamedFeatures& set : kFeatureSets) {
    // On x86, readers that begin during a grace period may have read before: the machine lacks
    // that.
    const bool may_lack = GetParam() == Model::kTso && set.features.rcu;
    for (std::uint64_t seed = 0; seed < kPrograms; ++seed) {
      const Agreement agreement = compare(seed, set.features, GetParam());
      EXPECT_TRUE(agreement.is_known) << set.name << " " << seed;
      EXPECT_FALSE(agreement.too_much) << set.name << " " << seed;
      EXPECT_TRUE(may_lack || !agreement.too_little) << set.name << " " << seed;
    }
  }
}

// Programs for which the machine once had too many or too few states. 2328: a read may be held back
// by an own write that came before it. The others: other tasks' steps between an update of full
// order and the barrier behind it.
TEST(AgreesNow, OnProgramsThatItOnceGotWrong) {
  const auto agrees = [](const Features& features, std::uint64_t seed) {
    const Agreement agreement = compare(seed, features, Model::kLkmm);
    return agreement.is_known && !agreement.too_much && !agreement.too_little;
  };
  EXPECT_TRUE(agrees({.barriers = true, .ordered = true}, 2328));
  EXPECT_TRUE(agrees({.locks = true, .barriers = true, .ordered = true}, 149));
  for (const unsigned seed : {349u, 558u, 936u, 945u, 1245u})
    EXPECT_TRUE(agrees({.updates = true}, seed)) << seed;
  for (const unsigned seed : {8u, 338u, 516u, 594u, 596u}) {
    EXPECT_TRUE(agrees({.updates = true, .barriers = true, .ordered = true}, seed)) << seed;
  }
}

TEST(AgreesNow, OnABarrierThatRandomProgramsDoNotHave) {
  const Agreement agreement = compare(
      "C MP\n{}\nP0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_store_release(y, 1); }\n"
      "P1(int *x, int *y) { int r; int s; r = READ_ONCE(*y); smp_acquire__after_ctrl_dep();\n"
      "s = READ_ONCE(*x); }\nexists (1:r=1 /\\ 1:s=0)\n",
      Model::kLkmm);
  EXPECT_TRUE(agreement.is_known && !agreement.too_much && !agreement.too_little);
}

INSTANTIATE_TEST_SUITE_P(Models, Agrees, ::testing::ValuesIn(kModels),
                         [](const auto& info) { return std::string(name_of(info.param)); });

}  // namespace
}  // namespace lockstep::litmus::axiomatic
