// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "lockstep/import/patch.h"

namespace lockstep {

/// Puts the patches of a file in the order of their places, if all have one; otherwise, or if they
/// are one series after another, they are to be in order already. Throws InputError if they are
/// not, if two have the same place, or if they are of different versions.
void sort_as_series(PatchFile& file);

/// Throws InputError if two patches are the same, byte for byte, or versions of one by their
/// subjects.
void expect_different(const std::vector<PatchFile>& files);

/// The patches that are missing of series that some belong to, whatever file these are in:
/// "[PATCH 2/3]".
std::vector<std::string> missing_of_series(const std::vector<PatchFile>& files);

}  // namespace lockstep
