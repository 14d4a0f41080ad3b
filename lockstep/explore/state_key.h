// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lockstep {

/// The words of a state, hashed. Two states are taken to be equal if their keys are, which a
/// StateTable can check.
struct StateKey {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  /// The order has no meaning.
  friend auto operator<=>(const StateKey&, const StateKey&) = default;
};

/// All bits of a key.
inline constexpr StateKey kWholeKey = {~std::uint64_t{0}, ~std::uint64_t{0}};

/// For hash tables: the key is a hash already.
struct StateKeyHash {
  std::size_t operator()(const StateKey& key) const { return key.low; }
};

/// Linear in the number of words.
StateKey hash_state(std::span<const std::uint64_t> words);

/// The key of a pair of states.
StateKey combine(const StateKey& a, const StateKey& b);

}  // namespace lockstep
