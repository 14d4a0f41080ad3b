// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/report/reported_comparison.h"
#include "lockstep/report/text_style.h"

namespace lockstep {

/// A replay with what it was about.
struct ReplayReport {
  ComparedSides sides;
  ReplayedPair replayed;
  InterleavingDetail detail = InterleavingDetail::kOperations;
  Verdict verdict = Verdict::kUpheld;
  std::string decision = {};  ///< what outcome sets say, if the sides took different steps
  std::optional<Changes> changes = {};  ///< see ReportedComparison
};

/// What it says, for any format.
ReportedComparison reported(const ReplayReport& report);

/// The same for a terminal: the interleavings side by side, and the differences.
std::string print_replay(const ReportedComparison& comparison, const TextStyle& style);

}  // namespace lockstep
