// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "lockstep/compare/discrepancy.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/machine.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/reduce/witness.h"

namespace lockstep {

/// Collects discrepancies: decides whether a difference is one, reduces it, and keeps one per
/// fingerprint and class.
class Findings {
 public:
  /// Called with every new discrepancy before anything else happens.
  using OnFound = std::function<void(const Discrepancy&)>;

  /// Once `hurry()` is true, discrepancies are reduced no further, and one is enough.
  Findings(PairRunner& pair, OnFound on_found, std::function<bool()> hurry)
      : pair_(pair), on_found_(std::move(on_found)) {
    limits_.stop = std::move(hurry);
  }

  /// Looks at the pair that has just been run and did not show the same on both sides. `pairs` is
  /// the number of pairs run so far. May run many more pairs.
  void examine(const Program& program, std::uint64_t pairs);

  /// Looks at a program whose executions took different steps on both sides under some schedule.
  /// True if everything that both sides can do was compared.
  bool examine_outcomes(const Program& program, std::uint64_t pairs);

  /// In the order in which they were found.
  const std::vector<Discrepancy>& all() const { return discrepancies_; }
  std::uint64_t undecided() const { return undecided_; }
  std::uint64_t explained() const { return explained_; }

 private:
  void add(const Program& program, const Difference& difference, Evidence evidence,
           std::uint64_t pairs);
  bool is_known(const std::string& fingerprint, const Program& program) const;
  void keep(Discrepancy found);
  void decide_diverged(const Program& program, const Difference& difference, std::uint64_t pairs);
  bool decide_by_outcomes(const Program& program, std::uint64_t pairs);
  bool take_over(const Program& program, const OutcomeComparison& comparison, std::uint64_t pairs);

  PairRunner& pair_;
  OnFound on_found_;
  WitnessLimits limits_;
  std::vector<Discrepancy> discrepancies_;
  std::map<std::string, unsigned>
      diverged_;  // fingerprints under diverged schedules: times decided
  std::uint64_t undecided_ = 0;
  std::uint64_t explained_ = 0;
};

}  // namespace lockstep
