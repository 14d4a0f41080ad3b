// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>

#include "lockstep/check/result.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {

/// One side of a replay.
struct Replay {
  std::string name;  ///< of the implementation
  Observation observation;
  Trace trace;
  /// It is not under the program's schedule: this is the nearest that this side comes to what the
  /// other one shows.
  bool is_nearest = false;

  /// What to call it where both sides stand next to each other.
  std::string label() const { return is_nearest ? name + ", its nearest outcome" : name; }
};

/// A program run once more on both sides, with everything written down.
struct ReplayedPair {
  Program program;
  Replay reference;
  Replay variant;
  std::vector<Difference> differences;  ///< see differences()
  /// A run of the program's schedule that could not be followed, if there is one.
  std::optional<ScriptedScheduler::Mismatch> mismatch;
};

/// Runs the program under its own schedule on both sides, with full tracing, and again without:
/// throws NotReproducible if what they show is not the same.
ReplayedPair replay_pair(PairRunner& pair, const Program& program);

/// Runs the reproducer of a discrepancy so that it shows what it claims: both sides in lockstep, or
/// the side that shows it under the reproducer's schedule, and the other one beside it. Throws
/// NotReproducible if it does not.
ReplayedPair replay_discrepancy(PairRunner& pair, const Discrepancy& discrepancy);

/// The same, whatever it shows.
ReplayedPair replay_unchecked(PairRunner& pair, const Discrepancy& discrepancy);

}  // namespace lockstep
