// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <stdexcept>

#include "kernel/abi/engine.h"
#include "lockstep/base/random.h"
#include "tests/made_up_implementation.h"

// Implementations that do not do the same in each execution.
namespace lockstep {

/// How often the made-up operations below do what the reference does not.
struct Chance {
  Random random{1};
  std::uint32_t per_mille = 0;

  bool take() { return random.below(1'000) < per_mille; }
};
inline Chance chance;

// Entries for made-up tables, in place of mmap_read_trylock.

inline bool locks_by_chance(mm_struct* mm) {
  return !chance.take() && before().mmap_read_trylock(mm);
}

inline bool looks_by_chance(mm_struct* mm) {
  if (chance.take()) lockstep_step(mm, LOCKSTEP_READ);
  return before().mmap_read_trylock(mm);
}

/// Calls use(implementation) for many chances. How often it threw an error that a user is shown:
/// whatever comes of it, the process survives, and no choice is taken that is not there.
template <typename Use>
unsigned count_errors_by_chance(Use use) {
  unsigned errors = 0;
  for (const auto trylock : {locks_by_chance, looks_by_chance}) {
    for (const std::uint32_t per_mille : {1u, 10u, 100u, 500u, 900u, 990u, 999u}) {
      for (const std::uint64_t seed : {1u, 2u, 3u}) {
        chance = {Random(seed), per_mille};
        try {
          use(before_with(&lockstep_implementation::mmap_read_trylock, trylock));
        } catch (const std::runtime_error&) {
          ++errors;
        }
      }
    }
  }
  return errors;
}

}  // namespace lockstep
