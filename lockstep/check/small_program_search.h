// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/check/options.h"
#include "lockstep/check/program_search.h"
#include "lockstep/check/result.h"
#include "lockstep/explore/open_search.h"
#include "lockstep/explore/program_count.h"

namespace lockstep {

/// The phase of a check that compares every small program, the smallest first: all of one size at
/// once, as long as both sides take the same steps; else one by one.
class SmallProgramSearch {
 public:
  /// Uses the search's budget up to this part of it. Both outlive it.
  SmallProgramSearch(ProgramSearch& search, const CheckOptions& options, double end)
      : search_(search), options_(options), end_(end) {}

  /// How far it came, by size.
  std::vector<SmallProgramTotals> run();

 private:
  void search_all(SmallProgramTotals& totals);
  bool search_from(const Program& start, const ProgramBound& bound, SmallProgramTotals& totals);
  bool examine(const Program& program);
  void run_one_by_one(SmallProgramTotals& totals);

  ProgramSearch& search_;
  const CheckOptions& options_;
  const double end_;
  bool one_by_one_ = false;  // the sides take different steps
};

}  // namespace lockstep
