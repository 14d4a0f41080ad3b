// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/exec/executor.h"
#include "lockstep/explore/state_explorer.h"

namespace lockstep {

/// Schedules that show a data race.
struct RaceSchedules {
  RaceRecord race;
  std::vector<Step> first;  ///< the first one that was met
  /// One whose operations come one after the other, if there is any.
  std::optional<std::vector<Step>> in_turn;
};

/// The data races that an implementation can show.
struct FoundRaces {
  std::map<std::string, RaceSchedules> races;  ///< as describe_race() has them
  std::uint64_t executions = 0;
  std::uint64_t states = 0;
  bool complete = false;  ///< those are all of them
};

/// Explores all schedules of a program, states that differ in nothing that races depend on once:
/// that takes far fewer executions than to run under all schedules. Finds nothing in builds that do
/// not watch for races. Throws NotReproducible, NotExplorable.
FoundRaces search_races(Executor& executor, const Program& program,
                        const lockstep_implementation& implementation, const ExploreLimits& limits);

/// Whether the operations of an execution that came to its end were made one after the other: no
/// task took a step while another one was in the middle of an operation.
bool is_in_turn(const Observation& shown);

/// The execution of another implementation that makes operations in the order of `shown`, which are
/// made in turn. Empty if it cannot, or shows another outcome.
std::optional<Observation> run_in_same_order(Executor& executor, const Program& program,
                                             const lockstep_implementation& implementation,
                                             const Observation& shown);

}  // namespace lockstep
