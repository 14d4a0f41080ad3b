// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>

#include "lockstep/check/result.h"
#include "lockstep/compare/discrepancy.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/load/source_positions.h"
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

/// States of each side that decide_by_outcome_sets() explores at most: whoever replays a program
/// waits for it, and `lockstep explore` goes further.
inline constexpr std::uint64_t kMostStatesToDecide = 100'000;

/// A program that was run once more, and what decides whether the sides differ there.
struct DecidedReplay {
  ReplayedPair replayed;  ///< with places in the sources
  Verdict verdict = Verdict::kUpheld;
  /// What the program's own schedule shows, if that counts by itself.
  std::optional<Discrepancy> shown;
  /// Else, if the sides took different steps: what they can show at all.
  std::optional<OutcomeComparison> outcomes;
};

/// Runs the program under its own schedule. Throws NotReproducible.
DecidedReplay replay_own_schedule(PairRunner& pair, const Program& program,
                                  SourcePositions& positions);

/// After different steps a difference says nothing by itself: then outcome sets decide. Throws
/// NotReproducible, NotExplorable.
void decide_by_outcome_sets(PairRunner& pair, DecidedReplay& decided);

}  // namespace lockstep
