// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <vector>

#include "kernel/abi/objects.h"
#include "lockstep/exec/observation.h"
#include "lockstep/exec/static_objects.h"

namespace lockstep {

/// Races that one execution keeps; more are dropped.
inline constexpr std::size_t kMaxRaces = 64;

/// The data races of one execution, while it runs. Allocates nothing until they are taken over.
class RaceBuffer {
 public:
  void clear() { count_ = 0; }
  bool empty() const { return count_ == 0; }

  /// Adds a race, unless one of such accesses at this address is there.
  void add(const RacingAccess& a, const RacingAccess& b) {
    if (count_ == kMaxRaces || has(a, b)) return;
    races_[count_++] = a < b ? std::array{a, b} : std::array{b, a};
  }

  /// Whether there is one of such accesses at the address of `a`.
  bool has(const RacingAccess& a, const RacingAccess& b) const {
    const auto& [first, second] = a < b ? std::tie(a, b) : std::tie(b, a);
    for (std::size_t i = 0; i < count_; ++i) {
      if (races_[i][0].address == a.address && races_[i][0] == first && races_[i][1] == second) {
        return true;
      }
    }
    return false;
  }

  /// Writes them down, sorted, each once.
  void take_over(const lockstep_objects& objects, const StaticObjects& statics,
                 std::vector<RaceRecord>& races) const;

 private:
  std::array<std::array<RacingAccess, 2>, kMaxRaces> races_;
  std::size_t count_ = 0;
};

}  // namespace lockstep
