// SPDX-License-Identifier: GPL-2.0-only
// Implementations that do not do the same in each execution.
#include <gtest/gtest.h>

#include "lockstep/base/random.h"
#include "lockstep/check/check.h"
#include "lockstep/explore/machine.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

/// How often a made-up operation does what the reference does not.
struct Chance {
  Random random{1};
  std::uint32_t per_mille = 0;

  bool take() { return random.below(1'000) < per_mille; }
};
Chance chance;

bool locks_by_chance(mm_struct* mm) { return !chance.take() && before().mmap_read_trylock(mm); }

bool looks_by_chance(mm_struct* mm) {
  if (chance.take()) lockstep_step(mm, LOCKSTEP_READ);
  return before().mmap_read_trylock(mm);
}

void check_by_chance(bool (*trylock)(mm_struct*), std::uint32_t per_mille, std::uint64_t seed) {
  chance = {Random(seed), per_mille};
  CheckOptions options;
  options.runs = 2'000;
  Executor executor;
  check(executor, before(), before_with(&lockstep_implementation::mmap_read_trylock, trylock),
        options, {});
}

// Whatever comes of it, the process survives, and no choice is taken that is not there.
TEST(Check, EndsWithAResultOrAnErrorIfAnImplementationIsNotDeterministic) {
  for (const auto trylock : {locks_by_chance, looks_by_chance}) {
    unsigned errors = 0;
    for (const std::uint32_t per_mille : {1u, 10u, 100u, 500u, 900u, 990u, 999u}) {
      for (const std::uint64_t seed : {1u, 2u, 3u}) {
        try {
          check_by_chance(trylock, per_mille, seed);
        } catch (const NotReproducible&) {
          ++errors;
        }
      }
    }
    EXPECT_GT(errors, 0u);
  }
}

}  // namespace
}  // namespace lockstep
