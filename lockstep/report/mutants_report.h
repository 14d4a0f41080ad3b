// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <chrono>
#include <string>
#include <string_view>
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

/// "1.2 s"
std::string describe_seconds(std::chrono::milliseconds time);

/// "killed", "SURVIVED", "equivalent" or "not run".
std::string_view describe_fate(const MutantRun& run);

/// "hang", "warning, out of contract": what it was killed by, if it was.
std::string describe_found(const MutantRun& run);

/// "up to 300,000 pairs": how long each was looked for.
std::string describe_budget(const MutantsReport& report);

/// "80 of 81 killed; 2 not run: this build watches for no data races"
std::string describe_totals(const MutantsReport& report);

/// A table with a row for each, and in the end how many were killed.
std::string print_mutants_report(const MutantsReport& report);

}  // namespace lockstep
