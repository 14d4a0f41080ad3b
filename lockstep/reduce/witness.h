// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/compare/discrepancy.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/state_explorer.h"
#include "lockstep/reduce/demonstration.h"
#include "lockstep/reduce/short_schedule.h"

namespace lockstep {

/// How much a search for a witness may run. Counted, not timed, so that a reduction gives the same
/// result everywhere, unless `stop` cuts it short.
struct WitnessLimits {
  std::uint64_t steps = 40'000;                       ///< per program and bound on preemptions
  std::uint64_t states = 20'000;                      ///< of each side, to compare outcome sets
  std::function<bool()> stop = [] { return false; };  ///< true: find nothing any more
  /// True: there is no time to look for anything better than what there is.
  std::function<bool()> hurry = [] { return false; };

  ExploreLimits explore_limits() const {
    ExploreLimits limits;
    limits.states = states;
    limits.cost = 5 * states;
    limits.memory = std::size_t{256} << 20;
    return limits;
  }
};

/// A discrepancy, and the steps of the side that the schedule of its reproducer is for.
struct Witness {
  Discrepancy discrepancy;
  std::vector<OwnedStep> steps;
};

/// Searches schedules of a program for one that shows a certain difference.
class WitnessSearch {
 public:
  /// Looks for what has this fingerprint.
  WitnessSearch(PairRunner& pair, std::unique_ptr<Demonstration> demonstration,
                std::string fingerprint, WitnessLimits limits)
      : pair_(pair),
        demonstration_(std::move(demonstration)),
        fingerprint_(std::move(fingerprint)),
        limits_(std::move(limits)) {}

  /// The program if its own schedule shows the difference.
  std::optional<Witness> find_under_own_schedule(const Program& program);

  /// The program with a schedule that shows the difference: its own if that does, else the first
  /// one with few preemptions.
  std::optional<Witness> find(const Program& program);

  /// The same, with a schedule of the fewest preemptions, and of those with the fewest switches
  /// between tasks, as far as the limits go.
  std::optional<Witness> find_shortest(const Program& program);

 private:
  std::optional<Witness> show(const Program& program, Scheduler& scheduler);
  std::optional<Witness> try_preemptions(const Program& program, unsigned bound,
                                         bool fewest_switches);
  std::optional<Witness> search_schedules(const Program& program, bool fewest_switches);
  void drop_last_runs(Witness& witness);

  PairRunner& pair_;
  const std::unique_ptr<Demonstration> demonstration_;
  const std::string fingerprint_;
  const WitnessLimits limits_;
};

}  // namespace lockstep
