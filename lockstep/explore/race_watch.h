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

/// An execution of another implementation that comes as near as it can to one that was shown: tasks
/// make their accesses in the same order, as far as these can be told to be the same ones, and what
/// only one side does is done along the way. Where a side looks once more, say, this is the
/// schedule that the other one's corresponds to. What a task that begins or wakes up accesses first
/// is not known when it is chosen: it is taken to be what the side that was shown accesses after so
/// many steps, `unseen`, of its own.
Observation run_aligned(Executor& executor, const Program& program,
                        const lockstep_implementation& implementation, const Observation& shown,
                        unsigned unseen);

/// The largest number for which that is worth a try.
inline constexpr unsigned kMostUnseen = 2;

}  // namespace lockstep
