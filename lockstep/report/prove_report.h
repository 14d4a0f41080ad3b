// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>

#include "lockstep/prove/proof.h"
#include "lockstep/report/reported_comparison.h"

namespace lockstep {

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

}  // namespace lockstep
