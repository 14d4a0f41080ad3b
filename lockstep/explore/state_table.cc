// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/state_table.h"

// Calling the library takes as long as hashing a short part of a state.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>

namespace lockstep {

StateKey hash_state(std::span<const std::uint64_t> words) {
  const XXH128_hash_t hash = XXH3_128bits(words.data(), words.size_bytes());
  return {hash.high64, hash.low64};
}

StateKey combine(const StateKey& a, const StateKey& b) {
  return hash_state(std::array{a.high, a.low, b.high, b.low});
}

std::optional<std::uint32_t> StateTable::find(const StateKey& key, Words words) const {
  const auto found = numbers_.find(masked(key));
  if (found == numbers_.end()) return std::nullopt;
  const std::uint32_t number = found->second;
  if (verify_ && !std::ranges::equal(words_[number], words)) {
    throw StateCollision("two states that differ have the same key");
  }
  return number;
}

std::uint32_t StateTable::add(const StateKey& key, Words words) {
  const auto number = static_cast<std::uint32_t>(numbers_.size());
  numbers_.emplace(masked(key), number);
  if (verify_) {
    words_.emplace_back(words.begin(), words.end());
    kept_words_ += words.size();
  }
  return number;
}

void StateTable::clear() {
  numbers_.clear();
  words_.clear();
  kept_words_ = 0;
}

std::size_t StateTable::memory() const {
  constexpr std::size_t kBucket = sizeof(StateKey) + 2 * sizeof(std::uint64_t);
  return numbers_.bucket_count() * kBucket +
         words_.capacity() * sizeof(std::vector<std::uint64_t>) +
         kept_words_ * sizeof(std::uint64_t);
}

}  // namespace lockstep
