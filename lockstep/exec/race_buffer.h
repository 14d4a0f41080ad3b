// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernel/abi/objects.h"
#include "lockstep/exec/observation.h"
#include "lockstep/exec/static_objects.h"

namespace lockstep {

/// Races that one execution keeps; more are dropped.
inline constexpr std::size_t kMaxRaces = 64;

/// Two accesses of an execution that race: which kinds, and where.
struct RacingPair {
  struct Kind {
    bool write = false;
    bool atomic = false;
  };

  const void* address = nullptr;
  std::uint8_t kinds = 0;  // whichever is first

  static RacingPair of(Kind a, Kind b, const void* address) {
    const auto number = [](Kind kind) { return kind.write * 2u + kind.atomic; };
    const auto [low, high] = std::minmax({number(a), number(b)});
    return {address, static_cast<std::uint8_t>(high << 2 | low)};
  }
  static RacingPair of(const RacingAccess& a, const RacingAccess& b) {
    return of({a.write, a.atomic}, {b.write, b.atomic}, a.address);
  }

  friend bool operator==(const RacingPair&, const RacingPair&) = default;
};

/// Pairs of one execution, each once. Allocates nothing.
class RacingPairs {
 public:
  void clear() {
    count_ = 0;
    lost_some_ = false;
  }
  std::size_t size() const { return count_; }
  bool has(const RacingPair& pair) const { return std::find(pairs_.begin(), end(), pair) != end(); }

  /// False if it was there, or there is no room.
  bool add(const RacingPair& pair) {
    if (has(pair)) return false;
    if (count_ == kMaxRaces) return lost_some_ = true, false;
    pairs_[count_++] = pair;
    return true;
  }

  /// Whether there was no room for all of them.
  bool lost_some() const { return lost_some_; }

 private:
  const RacingPair* end() const { return pairs_.data() + count_; }

  std::array<RacingPair, kMaxRaces> pairs_;
  std::size_t count_ = 0;
  bool lost_some_ = false;
};

/// The data races of one execution, while it runs. Allocates nothing until they are taken over.
class RaceBuffer {
 public:
  void clear() { pairs_.clear(); }
  bool empty() const { return pairs_.size() == 0; }
  bool has(const RacingPair& pair) const { return pairs_.has(pair); }
  bool lost_some() const { return pairs_.lost_some(); }

  /// Adds a race, unless one of such accesses at this address is there.
  void add(const RacingAccess& a, const RacingAccess& b) {
    if (!pairs_.add(RacingPair::of(a, b))) return;
    races_[pairs_.size() - 1] = a < b ? std::array{a, b} : std::array{b, a};
  }

  /// Writes them down, sorted, each once.
  void take_over(const lockstep_objects& objects, const StaticObjects& statics,
                 std::vector<RaceRecord>& races) const;

 private:
  RacingPairs pairs_;
  std::array<std::array<RacingAccess, 2>, kMaxRaces> races_;
};

}  // namespace lockstep
