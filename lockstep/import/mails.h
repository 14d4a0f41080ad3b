// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lockstep/import/scratch_folder.h"

namespace lockstep {

/// One patch of a series.
struct Patch {
  std::string origin;          ///< for messages: the file as typed, and the subject if it is a mail
  std::filesystem::path diff;  ///< a file in the scratch folder
};

/// Takes a patch file apart: a plain diff, a mail, or a mailbox. Mails come in the order that
/// "[PATCH n/m]" in their subjects gives, or that of the file; those without a diff (a cover
/// letter) and answers ("Re: ") are left out. Throws InputError if the file cannot be read or there
/// is no diff in it.
std::vector<Patch> read_patch_file(const std::filesystem::path& file, const ScratchFolder& scratch);

/// The n of "[PATCH n/m]" in a subject, whatever else is in the brackets; -1 if there is none.
int place_in_series(const std::string& subject);

}  // namespace lockstep
