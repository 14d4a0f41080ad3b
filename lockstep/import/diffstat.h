// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lockstep {

/// How much a patch changes.
struct DiffStat {
  std::size_t files = 0;
  std::size_t insertions = 0;
  std::size_t deletions = 0;

  /// "2 files, 10 insertions, 1 deletion"
  std::string shown() const;

  /// Whether any of it is less than in the other.
  bool is_less_than(const DiffStat& other) const;

  friend bool operator==(const DiffStat&, const DiffStat&) = default;
};

/// What a mail says that its diff changes: the last line of its own `git diff --stat`, above the
/// diff. Nothing if it does not say. Linear.
std::optional<DiffStat> read_diffstat(std::string_view mail);

}  // namespace lockstep
