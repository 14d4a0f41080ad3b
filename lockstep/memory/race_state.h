// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/memory/race_detector.h"

namespace lockstep {

/// What the data races to come depend on, besides the accesses to come: the last accesses that can
/// still race, and who comes after which of them. In a normal form, so that it is equal for
/// executions that differ in nothing but how they came there:
///
/// - An access that every other unfinished task comes after is left out: it races with nothing any
///   more. So is one to a word that is not known to race (RaceDetector::adopt_what_was_learned()).
/// - Clocks are told by which of these accesses they cover. Those of tasks that have ended are
///   zero.
///
/// Reused from state to state: its vectors keep their memory.
class RaceState {
 public:
  /// From now on, it tells nothing.
  void clear() {
    accesses_.clear();
    released_.clear();
    names_task_ = false;
  }

  /// Whether nothing that was done can race any more. Then there is nothing else to tell.
  bool empty() const { return accesses_.empty(); }

  /// Whether it tells tasks apart by more than what they did: an access is to a task's own words.
  bool names_task() const { return names_task_; }

  /// Appends words that are equal for equal states, with tasks in this order: `order[i]` is the
  /// task that comes in place i.
  void append_to(std::span<const unsigned> order, std::vector<std::uint64_t>& words) const;

 private:
  friend class RaceDetector;

  using Ranks = std::array<std::uint16_t, kMaxTasks>;  // by task

  /// One that can still race.
  struct Access {
    std::uint64_t word = 0;
    std::uint8_t task = 0;
    AccessKind kind = AccessKind::kPlainRead;
    std::uint8_t mask = 0;
    std::uint16_t rank = 0;  // of the piece of its task's past, see Pieces
  };

  /// What somebody who acquires from a word comes after.
  struct Released {
    std::uint64_t word = 0;
    unsigned half = 0;
    Ranks ranks = {};
  };

  std::vector<Access> accesses_;    // by word
  std::vector<Released> released_;  // by word; without those of no ranks
  std::array<std::array<Ranks, 4>, kMaxTasks> clocks_;
  bool names_task_ = false;
};

}  // namespace lockstep
