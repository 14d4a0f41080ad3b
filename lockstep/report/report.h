// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lockstep/report/mutants_report.h"
#include "lockstep/report/reported_comparison.h"

namespace lockstep {

/// The result of a command: the one value that every format is made from. It has comparisons, one
/// per variant, or mutants.
struct Report {
  std::string command;     ///< "check"
  std::string invocation;  ///< the command line that made it
  std::string version;     ///< of Lockstep
  std::vector<ReportedComparison> comparisons;
  std::optional<MutantsReport> mutants;
};

}  // namespace lockstep
