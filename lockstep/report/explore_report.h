// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>

#include "lockstep/explore/program_exploration.h"
#include "lockstep/import/changes.h"

namespace lockstep {

/// An exploration with what it was about.
struct ExploreReport {
  const lockstep_implementation* reference = nullptr;
  const lockstep_implementation* variant = nullptr;
  Program program;
  ProgramExploration explored;
  std::size_t memory = 0;          ///< the limit, in bytes
  std::optional<Changes> changes;  ///< see ReportedComparison
};

/// How much there is on each side, which comparison decided, and what only one side shows, each
/// with a schedule for it.
std::string print_explore_report(const ExploreReport& report);

}  // namespace lockstep
