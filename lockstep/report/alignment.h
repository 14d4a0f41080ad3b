// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/report/interleaving.h"

namespace lockstep {

/// A row of two interleavings; a null is a side that has nothing there.
struct AlignedRow {
  const InterleavingRow* left = nullptr;
  const InterleavingRow* right = nullptr;

  bool same() const { return left && right && *left == *right; }
};

/// Puts equal rows next to each other, as many as possible (longest common subsequence). Quadratic.
/// The result points into both lists.
std::vector<AlignedRow> align_rows(const std::vector<InterleavingRow>& left,
                                   const std::vector<InterleavingRow>& right);

}  // namespace lockstep
