// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "lockstep/compare/outcome.h"

namespace lockstep {

/// Which of the outcomes that were explored real threads have shown.
class OutcomeTally {
 public:
  /// All outcomes that there should be, sorted, in OutcomeView::kThreads.
  explicit OutcomeTally(std::vector<OutcomeDigest> explored) : explored_(std::move(explored)) {}

  /// False if what was shown is none of them.
  bool add(const Observation& shown) {
    const OutcomeDigest outcome = digest_outcome(shown, OutcomeView::kThreads);
    if (reached_.contains(outcome)) return true;
    if (!std::ranges::binary_search(explored_, outcome)) return false;
    reached_.insert(outcome);
    return true;
  }

  std::size_t explored() const { return explored_.size(); }
  std::size_t reached() const { return reached_.size(); }

 private:
  const std::vector<OutcomeDigest> explored_;
  std::set<OutcomeDigest> reached_;
};

}  // namespace lockstep
