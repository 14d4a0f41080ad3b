// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <limits>

#include "lockstep/program/operation.h"

namespace lockstep {

/// How much of every task's past something comes after: a count per task. A task counts its own
/// past in pieces that end where it releases (Mattern: "Virtual time and global states of
/// distributed systems", 1989). Joining and comparing take constant time: a clock fits a register.
class VectorClock {
 public:
  using Count = std::uint16_t;

  Count of(unsigned task) const { return counts_[task]; }
  bool covers(unsigned task, Count count) const { return count <= counts_[task]; }

  /// Comes after whatever the other one comes after, too.
  void join(const VectorClock& other) {
    const auto mine = std::bit_cast<Register>(counts_);
    const auto theirs = std::bit_cast<Register>(other.counts_);
    counts_ = std::bit_cast<Counts>(mine > theirs ? mine : theirs);
  }

  /// The task begins another piece of its past. False if there are no more counts to tell it by.
  bool advance(unsigned task) {
    if (counts_[task] == std::numeric_limits<Count>::max()) [[unlikely]]
      return false;
    ++counts_[task];
    return true;
  }

 private:
  using Counts = std::array<Count, kMaxTasks>;
  using Register [[gnu::vector_size(sizeof(Counts))]] = Count;

  alignas(Register) Counts counts_ = {};
};

}  // namespace lockstep
