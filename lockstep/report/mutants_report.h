// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "lockstep/check/mutants.h"

namespace lockstep {

/// What became of seeded bugs, and how they were looked for.
struct MutantsReport {
  std::vector<MutantRun> runs;
  CheckOptions options;   ///< seed and budget
  bool with_time = true;  ///< without, the same seed and number of pairs give the same bytes

  /// Whether every one was killed that can be, and none that was believed to be equivalent.
  bool all_as_they_should() const;
};

/// A table with a row for each, and in the end how many were killed.
std::string print_mutants_report(const MutantsReport& report);

}  // namespace lockstep
