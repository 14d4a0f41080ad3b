// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "lockstep/import/kernel_sources.h"

namespace lockstep {

/// What came of applying patches.
struct PatchedSources {
  KernelSources sources;            ///< named "HEAD + series.mbox"
  std::set<std::string> not_taken;  ///< names of files that the patches change, too, and of mails
};

/// What is done about patches of a series that are missing.
enum class MissingPatches : std::uint8_t { kRefused, kAllowed };

/// Applies patch files (see read_patch_file()) in this order, as `git am` does, to the files that
/// there are. Throws InputError, for what does not apply with patch, file and hunk.
PatchedSources apply_patches(const KernelSources& sources,
                             const std::vector<std::filesystem::path>& patch_files,
                             MissingPatches allowed = MissingPatches::kRefused);

}  // namespace lockstep
