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
  bool ended_early = false;        ///< by --time or a signal
  std::optional<Changes> changes;  ///< see ReportedComparison
};

/// Whether both sides show the same, as far as that is known; see earned().
Verdict verdict_of(const ExploreReport& report);

/// How much there is on each side, which comparison decided, and what only one side shows, each
/// with a schedule for it.
std::string print_explore_report(const ExploreReport& report);

}  // namespace lockstep
