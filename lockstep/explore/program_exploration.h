// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <functional>
#include <optional>

#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/explore/pair_explorer.h"
#include "lockstep/explore/race_search.h"

namespace lockstep {

/// Compares pairs of states in lockstep under all schedules. `on_disagreement` is told of the
/// choices after which the sides disagree, and returns false if that is enough. Throws
/// NotReproducible, NotExplorable, StateCollision.
ExploreTotals compare_states(PairRunner& pair, const Program& program, const ExploreLimits& limits,
                             const PairExplorer::OnDisagreement& on_disagreement);

/// Is told of a pair of executions that disagree, be it only in the steps that they take, and of
/// the choices that led there. False if that is enough.
using OnDisagreement = std::function<bool(const ObservedPair& shown, const Path& path)>;

/// The same, and runs a pair along the choices.
ExploreTotals compare_in_lockstep(PairRunner& pair, const Program& program,
                                  const ExploreLimits& limits,
                                  const OnDisagreement& on_disagreement);

/// A data race that only one side has, with choices that lead to it.
struct OneSidedRace {
  std::string name;  ///< as describe_race() has it
  Path path;
  bool in_variant = false;
};

/// The data races of both sides under all schedules.
struct RaceSets {
  FoundRaces reference;
  FoundRaces variant;

  bool complete() const { return reference.complete && variant.complete; }
  /// What a side lacks for certain: all of its races are known.
  std::vector<OneSidedRace> one_sided() const;
};

/// What all interleavings of a program show.
struct ProgramExploration {
  ExploreTotals pairs;                   ///< of states, compared in lockstep
  std::optional<Path> disagreement;      ///< choices after which the sides disagree, if they do
  std::optional<Difference> difference;  ///< what differs there, if both took the same steps
  OutcomeComparison outcomes;
  bool has_outcome_sets = false;  ///< they fit into memory; else only states were counted
  std::optional<RaceSets> races;  ///< in builds that watch for them

  /// Whether it is known that both sides show the same, or that they do not.
  bool is_equal() const;
  bool is_different() const;
};

/// Explores all interleavings of the program on both sides: in lockstep, and each side by itself
/// for its outcomes and its data races. Throws NotReproducible, NotExplorable, StateCollision.
ProgramExploration explore_program(PairRunner& pair, const Program& program,
                                   const ExploreLimits& limits, std::size_t most_one_sided);

}  // namespace lockstep
