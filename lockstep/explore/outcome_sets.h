// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <unordered_map>
#include <vector>

#include "lockstep/compare/outcome.h"

namespace lockstep {

/// Sets of outcomes, each kept once (hash-consed), so that equal sets have equal numbers and what
/// was worked out once is not worked out again.
class OutcomeSets {
 public:
  using Id = std::uint32_t;

  /// The empty set.
  static constexpr Id kNone = 0;

  OutcomeSets();

  /// The set of one outcome.
  Id single(OutcomeDigest outcome);

  /// The set with `shown` added to every outcome: those of a state that is reached showing this.
  /// Linear in the size, but for the first time constant.
  Id shifted(Id set, OutcomeDigest shown);

  /// Linear in the sizes the first time, then constant.
  Id united(Id a, Id b);

  /// Sorted.
  std::span<const OutcomeDigest> outcomes(Id set) const { return sets_[set]; }

  bool contains(Id set, OutcomeDigest outcome) const;

  /// Bytes of memory in use, more or less.
  std::size_t memory() const { return memory_; }

 private:
  Id intern(std::vector<OutcomeDigest> sorted);

  std::vector<std::vector<OutcomeDigest>> sets_;
  std::unordered_multimap<std::uint64_t, Id> by_hash_;
  std::map<std::pair<Id, OutcomeDigest>, Id> shifts_;
  std::map<std::pair<Id, Id>, Id> unions_;
  std::size_t memory_ = 0;
};

}  // namespace lockstep
