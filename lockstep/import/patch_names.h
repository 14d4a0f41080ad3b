// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <set>
#include <string>
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

/// The files that a patch changes, with this many folders taken off their names, as git reads it.
/// Throws InputError if git cannot read it, or it is less than its own diffstat says.
std::vector<ChangedFile> changed_files(const Patch& patch, unsigned strip,
                                       const ScratchFolder& scratch);

/// What git complained of, for the user: without names of temporary files.
std::string complaint_about(const Patch& patch, const std::string& errors,
                            const ScratchFolder& scratch);

}  // namespace lockstep
