// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/import/patch.h"
#include "lockstep/import/scratch_folder.h"

namespace lockstep {

/// A file that a patch changes. The names are different if it is renamed or copied.
struct ChangedFile {
  std::string before;
  std::string after;
  bool is_new = false;  ///< there was none before
};

/// The files that a patch changes, as git reads it, without the first `strip` folders of their
/// names. Throws InputError if git cannot read the patch, or it changes less than its own diffstat
/// says.
std::vector<ChangedFile> changed_files(const Patch& patch, unsigned strip,
                                       const ScratchFolder& scratch);

/// What git complained of, for the user: without names of temporary files.
std::string complaint_about(const Patch& patch, const std::string& errors,
                            const ScratchFolder& scratch);

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
