// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lockstep/check/diverged_kind.h"
#include "lockstep/compare/discrepancy.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/machine.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/reduce/witness.h"

namespace lockstep {

/// Collects discrepancies: decides whether a difference is one, reduces it, and keeps one per
/// fingerprint and class.
class DiscrepancyCollector {
 public:
  /// Called with every new discrepancy before anything else happens.
  using OnFound = std::function<void(const Discrepancy&)>;

  /// Once `hurry()` is true, discrepancies are reduced no further, and one is enough. Nor are they
  /// once a pair has been examined with more work than this, in steps of executions.
  DiscrepancyCollector(PairRunner& pair, OnFound on_found, std::function<bool()> hurry,
                       std::uint64_t most_work = std::numeric_limits<std::uint64_t>::max())
      : pair_(pair), on_found_(std::move(on_found)), most_work_(most_work) {
    limits_.stop = std::move(hurry);
  }

  /// Looks at what a pair of executions of the program showed: not the same on both sides. `pairs`
  /// is the number of pairs run so far. May run many more pairs.
  void examine(const Program& program, const ObservedPair& shown, std::uint64_t pairs);

  /// Looks at a program whose executions took different steps on both sides under some schedule.
  /// True if everything that both sides can do was compared within the limits.
  bool examine_outcomes(const Program& program, const ExploreLimits& limits, std::uint64_t pairs);

  /// Explores which data races the variant has in a program whose executions took different steps
  /// on both sides, and looks whether the reference has them, too. Takes no more than a share of
  /// all work.
  void examine_races(const Program& program, const ExploreLimits& limits, std::uint64_t pairs);

  /// Decides what was left for later: kinds of difference under diverged schedules that took too
  /// long to decide where they were met. May be called again when there are more.
  void decide_postponed(std::uint64_t pairs);

  /// In the order in which they were found.
  const std::vector<Discrepancy>& all() const { return discrepancies_; }

  /// Kinds of difference under diverged schedules. Those that stayed open are no evidence of
  /// anything, for the sides did not run under the same schedule any more. Of these, only those
  /// that programs of at most this class show.
  DivergedKinds diverged_kinds(DiscrepancyClass most) const;

  /// How many stayed open, of programs without faults.
  std::uint64_t undecided() const;
  /// Times that such a difference turned out to be none: both sides can show what either did.
  std::uint64_t explained() const { return explained_; }

 private:
  void add(const Discrepancy& found, std::uint64_t pairs);
  bool worked_enough() const;
  WitnessLimits reduction_limits() const;
  bool is_known(const std::string& fingerprint, const Program& program) const;
  void keep(Discrepancy found);
  bool is_due(DivergedKind& kind);
  bool is_open(const std::string& fingerprint, const DivergedKind& kind,
               DiscrepancyClass most) const;
  void decide(const Program& program, const ObservedPair& shown, const Difference& difference,
              std::uint64_t pairs);
  bool decide_outcomes(const Program& program, const ObservedPair& shown,
                       const Difference& difference, const ExploreLimits& limits,
                       std::uint64_t pairs);
  bool decide_suspicion(const Program& program, bool in_variant, std::uint64_t pairs);
  bool add_outcome(const Program& program, const Observation& shown, bool in_variant,
                   std::uint64_t pairs);
  void decide_race(const Program& program, const Difference& difference, std::uint64_t pairs);
  void judge_race(const Program& program, const Difference& difference, std::uint64_t& work_so_far,
                  std::uint64_t pairs);

  PairRunner& pair_;
  OnFound on_found_;
  std::uint64_t most_work_;
  std::uint64_t work_before_ = 0;    // the pair was examined
  std::uint64_t deciding_work_ = 0;  // for differences under diverged schedules, in all
  std::uint64_t racing_work_ = 0;    // to explore data races, in all
  WitnessLimits limits_;
  std::vector<Discrepancy> discrepancies_;
  std::map<std::string, DivergedKind> diverged_;  // by fingerprint
  std::uint64_t explained_ = 0;
  unsigned tried_again_ = 0;  // of what was postponed
};

}  // namespace lockstep
