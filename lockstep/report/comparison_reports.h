// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/check/result.h"
#include "lockstep/prove/proof.h"
#include "lockstep/report/report.h"

// What check, prove and replay found, and how that becomes a comparison, which every format prints.
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

/// How far it went, line by line.
std::vector<ReportedCoverage> coverage_of(const CheckReport& report);

/// What it says, for any format.
ReportedComparison reported(const CheckReport& report);

/// A proof with what it was about.
struct ProveReport {
  ComparedSides sides;
  ProofOptions options;
  ProofResult result;
  std::optional<ExplainedDiscrepancy> refutation;  ///< reduced
  std::optional<Changes> changes = {};             ///< see ReportedComparison
};

/// What it says, for any format.
ReportedComparison reported(const ProveReport& report);

/// A replay with what it was about.
struct ReplayReport {
  ComparedSides sides;
  DecidedReplay decided;
  InterleavingDetail detail = InterleavingDetail::kOperations;
  std::optional<Changes> changes = {};  ///< see ReportedComparison

  /// What the replay says, and whether anything that the sides differ in was run.
  Verdict verdict() const { return earned(decided.verdict, changes); }
};

/// What it says, for any format.
ReportedComparison reported(const ReplayReport& report);

}  // namespace lockstep
