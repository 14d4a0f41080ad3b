// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lockstep/check/result.h"
#include "lockstep/compare/pair_runner.h"

namespace lockstep {

/// A discrepancy without what it shows, which is found again by running its reproducer.
struct ShownElsewhere {
  Discrepancy discrepancy;  ///< with no difference
  std::string fingerprint;  ///< of the difference
};

/// What one share of a check found, in the process that asked for it.
struct ShareResult {
  CheckResult totals;                      ///< all that is no list of discrepancies
  std::vector<std::uint64_t> known_times;  ///< that each of those known was met, in their order
  std::vector<ShownElsewhere>
      discrepancies;  ///< of every class, in the order of the result's lists
};

/// One line of JSON, and back. The latter throws std::exception on anything else.
std::string print_share_result(const CheckResult& result);
ShareResult parse_share_result(const std::string& line);

/// Adds what several shares of a check found, in the order of the shares, to the result of nothing.
/// A discrepancy that several have counts once: the one that takes least to show. Throws
/// NotReproducible if a reproducer does not show what it is said to show.
void merge_results(const std::vector<ShareResult>& shares, PairRunner& pair, CheckResult& result);

}  // namespace lockstep
