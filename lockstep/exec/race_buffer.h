// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "kernel/abi/objects.h"
#include "lockstep/exec/observation.h"

namespace lockstep {

/// Reports of races that one execution keeps; more are dropped.
inline constexpr std::size_t kMaxRaces = 64;

/// The data races of one execution, as ThreadSanitizer reports them: one at a time.
class RaceBuffer {
 public:
  void clear() { count_ = 0; }
  bool empty() const { return count_ == 0; }

  /// Called by ThreadSanitizer while it holds its locks: allocates nothing.
  void add(const RacingAccess& a, const RacingAccess& b) {
    if (count_ == kMaxRaces) return;
    races_[count_++] = a < b ? std::array{a, b} : std::array{b, a};
  }

  /// Writes them down, sorted, each once, and makes ThreadSanitizer look at these places again.
  void take_over(const lockstep_objects& objects, std::vector<RaceRecord>& races) const;

 private:
  std::array<std::array<RacingAccess, 2>, kMaxRaces> races_;
  std::size_t count_ = 0;
};

}  // namespace lockstep
