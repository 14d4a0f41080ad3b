// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "lockstep/program/operation.h"

namespace lockstep {

/// How much of every task's past something comes after: a count per task. A task counts its own
/// past in pieces that end where it releases (Mattern: "Virtual time and global states of
/// distributed systems", 1989). Joining and comparing take constant time.
class VectorClock {
 public:
  using Count = std::uint32_t;

  Count of(unsigned task) const { return counts_[task]; }
  bool covers(unsigned task, Count count) const { return count <= counts_[task]; }

  /// Comes after whatever the other one comes after, too.
  void join(const VectorClock& other) {
    for (unsigned task = 0; task < kMaxTasks; ++task) {
      counts_[task] = std::max(counts_[task], other.counts_[task]);
    }
  }

  /// The task begins another piece of its past.
  void advance(unsigned task) { ++counts_[task]; }

  friend bool operator==(const VectorClock&, const VectorClock&) = default;

 private:
  std::array<Count, kMaxTasks> counts_ = {};
};

}  // namespace lockstep
