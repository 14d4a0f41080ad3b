// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/check/options.h"
#include "lockstep/check/program_search.h"
#include "lockstep/check/result.h"
#include "lockstep/explore/open_search.h"
#include "lockstep/explore/program_count.h"

namespace lockstep {

/// The phase of a check that compares every small program, the smallest first, all of one size at
/// once: in lockstep, as long as both sides take the same steps; else by their histories.
class SmallProgramSearch {
 public:
  /// Uses the search's budget up to this part of it. Both outlive it.
  SmallProgramSearch(ProgramSearch& search, const CheckOptions& options, double end)
      : search_(search), options_(options), end_(end) {}

  /// Goes on to programs of so many operations, or to the end of that part.
  void run_up_to(unsigned operations);

  /// How far it came, by size.
  const std::vector<SmallProgramTotals>& sizes() const { return sizes_; }

 private:
  void search_all(SmallProgramTotals& totals);
  bool search_from(const Program& start, const ProgramBound& bound, SmallProgramTotals& totals);
  bool search_in_lockstep(const Program& start, const ProgramBound& bound,
                          SmallProgramTotals& totals);
  bool search_histories(const Program& start, const ProgramBound& bound,
                        SmallProgramTotals& totals);
  ExploreLimits limits_for(SmallProgramTotals& totals);
  bool examine(const Program& program);

  ProgramSearch& search_;
  const CheckOptions& options_;
  const double end_;
  bool by_histories_ = false;  // the sides take different steps
  std::vector<SmallProgramTotals> sizes_;
};

}  // namespace lockstep
