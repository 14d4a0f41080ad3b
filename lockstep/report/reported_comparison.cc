// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/reported_comparison.h"

#include <fmt/format.h>

namespace lockstep {
namespace {

std::string_view describe(Evidence evidence) {
  return evidence == Evidence::kLockstep
             ? "both sides took the same steps up to there"
             : "one side has this outcome, the other has it under no schedule";
}

}  // namespace

ReportedFinding reported_finding(const Discrepancy& discrepancy, const std::string& found) {
  return {discrepancy.difference,
          discrepancy.reproducer,
          {},
          {},
          fmt::format("{}; {}", found, describe(discrepancy.evidence))};
}

}  // namespace lockstep
