// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "lockstep/compare/discrepancy.h"
#include "lockstep/compare/pair_runner.h"

namespace lockstep {

/// How much a search for a witness may run, in pairs. Counted, not timed, so that a reduction gives
/// the same result everywhere.
struct WitnessLimits {
  std::uint64_t pairs = 1'000;       ///< per program and bound on preemptions
  std::uint64_t outcomes = 50'000;  ///< interleavings of each side
};

/// Searches schedules of a program for one that shows a certain difference.
class WitnessSearch {
 public:
  /// Looks for differences with this fingerprint. With `diverged`, those under diverged schedules
  /// count too: they are a reason to look closer, but no evidence by themselves.
  WitnessSearch(PairRunner& pair, std::string fingerprint, Evidence evidence,
                bool diverged = false, WitnessLimits limits = {})
      : pair_(pair),
        fingerprint_(std::move(fingerprint)),
        evidence_(evidence),
        diverged_(diverged),
        limits_(limits) {}

  /// The program with a schedule that shows the difference: its own if that does, else the first
  /// one with few preemptions.
  std::optional<Discrepancy> find(const Program& program);

  /// The same, with a schedule of the fewest preemptions, and of those with the fewest switches
  /// between tasks, as far as the limits go.
  std::optional<Discrepancy> find_shortest(const Program& program);

 private:
  std::optional<Difference> shown_difference(const Program& program) const;
  std::optional<Discrepancy> try_own_schedule(const Program& program);
  std::optional<Discrepancy> try_preemptions(const Program& program, unsigned bound,
                                             bool fewest_switches);
  std::optional<Discrepancy> try_outcomes(const Program& program);
  std::optional<Discrepancy> search_schedules(const Program& program, bool fewest_switches);
  void drop_last_runs(Discrepancy& witness);

  PairRunner& pair_;
  const std::string fingerprint_;
  const Evidence evidence_;
  const bool diverged_;
  const WitnessLimits limits_;
};

}  // namespace lockstep
