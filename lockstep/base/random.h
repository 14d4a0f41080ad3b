// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <cstdint>

namespace lockstep {

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014):
/// one word of state, so that every execution can have a seed of its own, and the same numbers from
/// every compiler and standard library.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// All 64-bit values are equally likely.
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
  }

  /// A number below `bound`, which is not 0. The bias is below bound / 2^32.
  std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
  }

  /// An index into something of this size, which is not 0.
  std::size_t index(std::size_t size) { return below(static_cast<std::uint32_t>(size)); }

  /// True once in `bound` times.
  bool one_in(std::uint32_t bound) { return below(bound) == 0; }

 private:
  std::uint64_t state_;
};

}  // namespace lockstep
