// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "kernel/abi/implementation.h"
#include "lockstep/check/replay.h"
#include "lockstep/check/result.h"

namespace lockstep {

/// A check with what it was about: all that its report is made of.
struct CheckReport {
  const lockstep_implementation* reference = nullptr;
  const lockstep_implementation* variant = nullptr;
  std::string reference_argument;  ///< to give to --reference again; empty for the default
  std::string variant_argument;    ///< to give to --variant again
  CheckResult result;
  std::vector<ReplayedPair> replays;  ///< of result.reachable, one each
};

/// The verdict block and how far the search went, for a terminal of kReportWidth columns.
std::string print_check_report(const CheckReport& report);

}  // namespace lockstep
