// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>

#include "lockstep/import/patch.h"
#include "lockstep/import/scratch_folder.h"

namespace lockstep {

/// Takes a patch file apart: a plain diff, a mail, a mailbox or a maildir, as `git am` does. Mails
/// come in the order of their series (see sort_as_series()). Those without a diff and cover letters
/// are left out, and answers if there is anything else. Throws InputError if the file cannot be
/// read, there is no diff in it, or its mails are no series.
PatchFile read_patch_file(const std::filesystem::path& file, const ScratchFolder& scratch);

}  // namespace lockstep
