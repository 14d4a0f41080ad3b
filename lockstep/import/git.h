// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/import/run_program.h"
#include "lockstep/import/scratch_folder.h"

namespace lockstep {

/// Runs git on the repository that `tree` is in. Nothing is written there: no locks are taken, and
/// nothing is fetched. Throws InputError if there is no git.
ProgramResult run_git(const std::filesystem::path& tree, const std::vector<std::string>& words);

/// Runs git as a tool on the files of a scratch folder, in its subfolder `where`: without a
/// repository, and without the user's configuration.
ProgramResult run_git_outside(const ScratchFolder& scratch, const std::filesystem::path& where,
                              const std::vector<std::string>& words,
                              const std::filesystem::path& input = {});

/// What git complained of first, without its "error: " or "fatal: ".
std::string first_complaint(const ProgramResult& result);

}  // namespace lockstep
