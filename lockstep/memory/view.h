// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

namespace lockstep {

/// A view: how far each location has got, as a position in its coherence order. The least one is
/// all zeros. Views are how operational models of weak memory say what is ordered before what (Kang
/// et al., "A Promising Semantics for Relaxed-Memory Concurrency", POPL 2017). There is room for
/// `kLocations` locations; eight fit into a register.
template <unsigned kLocations>
class View {
 public:
  using Position = std::uint8_t;

  Position operator[](unsigned location) const { return positions_[location]; }
  Position& operator[](unsigned location) { return positions_[location]; }

  /// Goes on to where either of the two is. Constant time.
  View& operator|=(const View& other) {
    for (unsigned i = 0; i < kLocations; ++i) {
      positions_[i] = std::max(positions_[i], other.positions_[i]);
    }
    return *this;
  }
  friend View operator|(View a, const View& b) { return a |= b; }

  void raise(unsigned location, unsigned position) {
    positions_[location] = std::max(positions_[location], static_cast<Position>(position));
  }

  /// Forgets what `floor` knows as well.
  void drop_what_is_in(const View& floor) {
    for (unsigned i = 0; i < kLocations; ++i) {
      if (positions_[i] <= floor.positions_[i]) positions_[i] = 0;
    }
  }

  /// After the first `lowest[x]` messages of each location x were dropped.
  void move_down(const View& lowest) {
    for (unsigned i = 0; i < kLocations; ++i) {
      positions_[i] =
          static_cast<Position>(positions_[i] - std::min(positions_[i], lowest.positions_[i]));
    }
  }

  /// After a message was put before the one at `position`.
  void move_up(unsigned location, unsigned position) {
    if (positions_[location] >= position) ++positions_[location];
  }

  /// Eight positions to a word.
  void append_to(std::vector<std::uint64_t>& words) const {
    static_assert(kLocations % sizeof(std::uint64_t) == 0);
    for (unsigned i = 0; i < kLocations; i += sizeof(std::uint64_t)) {
      std::uint64_t packed = 0;
      std::memcpy(&packed, positions_.data() + i, sizeof packed);
      words.push_back(packed);
    }
  }

  friend bool operator==(const View&, const View&) = default;

 private:
  std::array<Position, kLocations> positions_ = {};
};

}  // namespace lockstep
