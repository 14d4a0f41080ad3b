// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

#include "lockstep/exec/race_reports.h"

namespace lockstep {

/// Keeps short what ThreadSanitizer remembers of tasks. For the stack of a race's older access it
/// goes through all that the task has done since it began to remember, which soon takes a
/// millisecond. And once its clocks have run out, it forgets by itself: in the middle of a task,
/// where that could be taken for an endless loop.
class RaceHistory {
 public:
  /// Called by ThreadSanitizer while it holds its locks.
  void note_race() { ++races_; }

  /// Before each execution. `progress` is the number of steps that were ever taken.
  void begin_execution(std::uint64_t progress) {
    if (races_ < kMostRaces && progress - begin_ < kMostSteps) return;
    forget_all_accesses();
    races_ = 0;
    begin_ = progress;
  }

 private:
  // Forgetting takes about two milliseconds. These make that one part in a hundred.
  static constexpr std::uint64_t kMostRaces = 50;
  static constexpr std::uint64_t kMostSteps = 1'000'000;  // there are clocks for four million

  std::uint64_t races_ = 0;
  std::uint64_t begin_ = 0;  // of what is remembered
};

}  // namespace lockstep
