// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lockstep/import/patch_subject.h"

namespace lockstep {

/// The longest file that has to do with patches.
inline constexpr std::size_t kMostPatchBytes = std::size_t{64} << 20;

/// One patch of a patch file.
struct Patch {
  std::string origin;          ///< for messages: the file as typed, and the subject if it is a mail
  std::filesystem::path diff;  ///< a file in a scratch folder
  PatchSubject subject = {};   ///< empty of what is no mail, and of an answer
};

/// What is in a patch file.
struct PatchFile {
  std::string name;                  ///< as typed, on one line
  std::vector<Patch> patches;        ///< in the order in which they are to be applied
  std::vector<std::string> answers;  ///< subjects of mails with a diff that were passed over
};

}  // namespace lockstep
