// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "lockstep/exec/executor.h"

namespace lockstep {

/// The data races that an implementation showed under the schedules of one program that it was
/// watched under.
struct WatchedRaces {
  std::map<std::string, std::uint64_t>
      races;  ///< as describe_race() has them; in how many schedules
  std::uint64_t schedules = 0;
  bool complete = false;  ///< those are all of its schedules
};

/// Executions that are enough to be sure that a race is not there, unless it is very rare.
inline constexpr std::uint64_t kMostWatched = 4'000;

/// Watches an implementation under all schedules of a program, or, if there are more than so many,
/// under those with few preemptions and random ones, for as many executions. Finds nothing in
/// builds that do not watch for races.
WatchedRaces watch_for_races(Executor& executor, const Program& program,
                             const lockstep_implementation& implementation, std::uint64_t most);

}  // namespace lockstep
