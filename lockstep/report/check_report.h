// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "lockstep/check/replay.h"
#include "lockstep/check/result.h"
#include "lockstep/report/discrepancy_block.h"

namespace lockstep {

/// A check with what it was about: all that its report is made of.
struct CheckReport {
  ComparedSides sides;
  CheckResult result;
  std::vector<ReplayedPair> replays;  ///< of result.reachable, one each
};

/// The verdict block and how far the search went, for a terminal of kReportWidth columns.
std::string print_check_report(const CheckReport& report);

}  // namespace lockstep
