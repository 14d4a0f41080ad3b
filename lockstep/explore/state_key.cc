// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/state_key.h"

// Calling the library takes as long as hashing a short part of a state.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>

namespace lockstep {

StateKey hash_state(std::span<const std::uint64_t> words) {
  const XXH128_hash_t hash = XXH3_128bits(words.data(), words.size_bytes());
  return {hash.high64, hash.low64};
}

StateKey combine(const StateKey& a, const StateKey& b) {
  return hash_state(std::array{a.high, a.low, b.high, b.low});
}

}  // namespace lockstep
