// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/random_tests.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lockstep/litmus/parse.h"
#include "tests/axiomatic/axiomatic.h"

namespace lockstep::litmus::axiomatic {
namespace {

constexpr Features kAll = {.updates = true,
                           .locks = true,
                           .rcu = true,
                           .barriers = true,
                           .ordered = true,
                           .data = true,
                           .control = true};

// Of 100 random tests, one after another.
std::string hundred(Features features) {
  std::string text;
  for (std::uint64_t seed = 0; seed < 100; ++seed) text += random_test(seed, features);
  return text;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

bool includes(const AxiomaticResult& larger, const AxiomaticResult& smaller) {
  return std::includes(larger.states.begin(), larger.states.end(), smaller.states.begin(),
                       smaller.states.end());
}

AxiomaticResult states(std::uint64_t seed, Features features, Axioms axioms) {
  const litmus::Test test = parse(random_test(seed, features), "random");
  const AxiomaticResult result = states_by_axioms(test, axioms, 100'000);
  EXPECT_TRUE(result.complete) << seed;
  return result;
}

TEST(RandomTests, TheSameSeedGivesTheSameTest) {
  EXPECT_EQ(random_test(7, kAll), random_test(7, kAll));
  EXPECT_NE(random_test(7, kAll), random_test(8, kAll));
}

TEST(RandomTests, AFeatureShowsOnlyIfItIsAskedFor) {
  const std::string all = hundred(kAll);
  const std::string none = hundred({});
  for (const char* part :
       {"xchg_release(", "cmpxchg(", "atomic_fetch_add_acquire(", "atomic_add(", "spin_lock(l)",
        "spin_unlock(m)", "rcu_read_lock()", "synchronize_rcu()", "smp_mb()", "smp_rmb()",
        "smp_wmb()", "smp_load_acquire(", "smp_store_release(", "r0 + ", "if (", "else"}) {
    EXPECT_TRUE(has(all, part)) << part;
    EXPECT_FALSE(has(none, part)) << part;
  }
}

TEST(RandomTests, SectionsAreClosed) {
  const auto count = [text = hundred(kAll)](const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++found;
    return found;
  };
  EXPECT_EQ(count("spin_lock("), count("spin_unlock("));
  EXPECT_EQ(count("rcu_read_lock("), count("rcu_read_unlock("));
}

// A stronger model allows nothing that a weaker one forbids. About one program in six tells each
// two models apart.
TEST(RandomTests, WeakerModelsAllowMore) {
  std::size_t tso_is_weaker = 0;
  std::size_t kernel_is_weaker = 0;
  for (const Features& features :
       {Features{}, Features{.updates = true, .barriers = true}, Features{.locks = true},
        Features{.rcu = true, .barriers = true, .ordered = true}, kAll}) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      const auto sc = states(seed, features, Axioms::kSequentialConsistency);
      const auto tso = states(seed, features, Axioms::kTotalStoreOrder);
      const auto kernel = states(seed, features, Axioms::kKernel);
      EXPECT_TRUE(includes(tso, sc)) << random_test(seed, features);
      EXPECT_TRUE(includes(kernel, tso)) << random_test(seed, features);
      tso_is_weaker += tso.states.size() > sc.states.size() ? 1 : 0;
      kernel_is_weaker += kernel.states.size() > tso.states.size() ? 1 : 0;
    }
  }
  EXPECT_GT(tso_is_weaker, 25u);
  EXPECT_GT(kernel_is_weaker, 50u);
}

}  // namespace
}  // namespace lockstep::litmus::axiomatic
