// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/explore/open_moves.h"
#include "lockstep/explore/open_search.h"
#include "tests/made_up_implementation.h"

namespace lockstep {

/// For tests: the start of all programs within a bound.
inline Program open_start(const ProgramBound& bound, const std::vector<ObjectStart>& objects) {
  Program start;
  start.configuration = {.debug_vm = true, .lockdep = true};
  start.tasks.resize(bound.tasks);
  start.objects = objects;
  return start;
}

/// Objects that all start in the same way, in owner 0.
inline std::vector<ObjectStart> equal_starts(const ProgramBound& bound, bool attached = true) {
  return std::vector<ObjectStart>(bound.objects, ObjectStart{attached, 0});
}

/// For tests: a finished search of `before` against a variant, which ended at the first
/// disagreement.
struct Searched {
  Searched(const lockstep_implementation& variant, const ProgramBound& bound,
           const std::vector<ObjectStart>& objects, unsigned operations,
           const ExploreLimits& limits = {}) {
    Executor executor;
    const Program start = open_start(bound, objects);
    OpenSearch search(executor, start, before(), variant, bound);
    const auto on_disagreement = [&](const OpenSearch::MovePath& moves) {
      programs.push_back(program_of(start, search.alphabet(), moves));
      return false;
    };
    totals = search.search(operations, limits, on_disagreement);
    interleavings = search.interleavings();
  }

  std::vector<Program> programs;  // that show a disagreement
  ExploreTotals totals;
  InterleavingCount interleavings = 0;
};

}  // namespace lockstep
