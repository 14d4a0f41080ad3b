// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <vector>

#include "lockstep/exec/observation.h"

namespace lockstep {

/// Identifies the outcome of an execution: all of its observation that does not name the schedule.
/// Two outcomes are taken to be equal if their 128-bit digests are; the same in every build.
struct OutcomeDigest {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend auto operator<=>(const OutcomeDigest&, const OutcomeDigest&) = default;
};

/// Operations are taken task by task, so the order in which tasks returned does not count.
OutcomeDigest digest_outcome(const Observation& observation);

/// The outcomes of a program on one implementation, each with the steps that first showed it.
class OutcomeSet {
 public:
  /// True if it is a new one.
  bool add(const Observation& observation);

  bool contains(const OutcomeDigest& outcome) const { return outcomes_.contains(outcome); }
  std::size_t size() const { return outcomes_.size(); }
  const std::map<OutcomeDigest, std::vector<Step>>& outcomes() const { return outcomes_; }

 private:
  std::map<OutcomeDigest, std::vector<Step>> outcomes_;
};

}  // namespace lockstep
