// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>

#include "lockstep/explore/program_exploration.h"
#include "lockstep/import/changes.h"
#include "lockstep/report/report.h"
#include "lockstep/stress/stress.h"

// What explore and stress found, as text and as JSON.
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

/// What the verdict of an exploration leaves out, whatever the sides show.
std::string not_shown_by_exploring(const ProgramExploration& explored);

/// How much there is on each side, which comparison decided, and what only one side shows, each
/// with a schedule for it.
std::string print_explore_report(const ExploreReport& report);

/// An exploration for programs, as docs/result.schema.json describes it. `head` says how the
/// command was called.
std::string print_explore_json(const ExploreReport& report, const Report& head);

/// What `lockstep stress` prints. How many outcomes threads reached is not the same in two runs.
std::string print_stress_report(const StressResult& result);

/// What real threads showed, for programs, as docs/result.schema.json describes it. `head` says how
/// the command was called.
std::string print_stress_json(const StressResult& result, const Report& head);

}  // namespace lockstep
