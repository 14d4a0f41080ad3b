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
};

/// A program run once more on both sides, with everything written down.
struct ReplayedPair {
  Program program;
  Replay reference;
  Replay variant;
  std::vector<Difference> differences;  ///< see differences()
  /// A run of the program's schedule that the reference could not follow, if there is one.
  std::optional<ScriptedScheduler::Mismatch> mismatch;
};

/// Runs the program under its own schedule on both sides, with full tracing, and again without:
/// throws NotReproducible if what they show is not the same.
ReplayedPair replay_pair(PairRunner& pair, const Program& program);

}  // namespace lockstep
