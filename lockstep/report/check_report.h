// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "lockstep/check/replay.h"
#include "lockstep/check/result.h"
#include "lockstep/report/reported_comparison.h"

namespace lockstep {

/// A check with what it was about: all that its report is made of.
struct CheckReport {
  ComparedSides sides;
  CheckResult result;
  std::vector<ReplayedPair> replays;                            ///< of result.reachable, one each
  std::vector<std::optional<OutcomeComparison>> outcomes = {};  ///< the same; may be empty
};

/// What it says, for any format.
ReportedComparison reported(const CheckReport& report);

}  // namespace lockstep
