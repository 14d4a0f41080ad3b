// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/check/result.h"
#include "lockstep/report/reported_comparison.h"

namespace lockstep {

/// Files that reproducers were saved in without being asked for, by fingerprint.
using SavedReproducers = std::map<std::string, std::string>;

/// A check with what it was about: all that its report is made of.
struct CheckReport {
  ComparedSides sides;
  CheckResult result;
  std::vector<ExplainedDiscrepancy> reachable = {};  ///< those of the result,
  std::vector<ExplainedDiscrepancy> internal = {};
  std::vector<ExplainedDiscrepancy> out_of_contract = {};  ///< in the same order
  SavedReproducers saved = {};
};

/// Explains what the check found, for its report; see explain_discrepancy().
void explain_findings(
    PairRunner& pair, CheckReport& report,
    const std::function<bool()>& hurry = [] { return false; });

/// What it says, for any format.
ReportedComparison reported(const CheckReport& report);

}  // namespace lockstep
