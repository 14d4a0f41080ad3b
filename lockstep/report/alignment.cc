// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/alignment.h"

#include <algorithm>

namespace lockstep {
namespace {

/// lengths[i][j]: of the longest common subsequence of left from i and right from j on.
std::vector<std::vector<std::size_t>> common_lengths(const std::vector<InterleavingRow>& left,
                                                     const std::vector<InterleavingRow>& right) {
  std::vector<std::vector<std::size_t>> lengths(left.size() + 1,
                                                std::vector<std::size_t>(right.size() + 1));
  for (std::size_t i = left.size(); i-- > 0;) {
    for (std::size_t j = right.size(); j-- > 0;) {
      lengths[i][j] = left[i] == right[j] ? lengths[i + 1][j + 1] + 1
                                          : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

}  // namespace

std::vector<AlignedRow> align_rows(const std::vector<InterleavingRow>& left,
                                   const std::vector<InterleavingRow>& right) {
  const auto lengths = common_lengths(left, right);
  std::vector<AlignedRow> rows;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < left.size() || j < right.size()) {
    if (i < left.size() && j < right.size() && left[i] == right[j]) {
      rows.push_back({&left[i++], &right[j++]});
    } else if (j == right.size() || (i < left.size() && lengths[i + 1][j] >= lengths[i][j + 1])) {
      rows.push_back({&left[i++], nullptr});
    } else {
      rows.push_back({nullptr, &right[j++]});
    }
  }
  return rows;
}

}  // namespace lockstep
