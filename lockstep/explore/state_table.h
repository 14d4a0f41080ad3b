// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <tsl/robin_map.h>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

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

/// Two different states have the same key: a bug of ours, or one chance in 2^128 per pair of them.
class StateCollision : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The states that were met, numbered from 0. Finding and adding take constant time.
class StateTable {
 public:
  using Words = std::span<const std::uint64_t>;

  /// With `verify`, keeps the words of every state and compares them: throws StateCollision. Only
  /// the bits in `mask` make a key: with few of them, states collide, for tests.
  explicit StateTable(bool verify, const StateKey& mask = kWholeKey)
      : verify_(verify), mask_(mask) {}

  /// The number of the state, if it was met. Allocates nothing.
  std::optional<std::uint32_t> find(const StateKey& key, Words words) const;

  /// Adds a state that was not met, and returns its number.
  std::uint32_t add(const StateKey& key, Words words);

  void clear();

  std::size_t size() const { return numbers_.size(); }
  bool verifies() const { return verify_; }

  /// Bytes of memory in use, more or less.
  std::size_t memory() const;

 private:
  StateKey masked(const StateKey& key) const {
    return {key.high & mask_.high, key.low & mask_.low};
  }

  bool verify_;
  StateKey mask_;
  tsl::robin_map<StateKey, std::uint32_t, StateKeyHash> numbers_;
  std::vector<std::vector<std::uint64_t>> words_;  // by number, if they are kept
  std::size_t kept_words_ = 0;
};

}  // namespace lockstep
