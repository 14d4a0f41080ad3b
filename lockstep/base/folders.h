// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <string>

// Where Lockstep's own files are: beside the command if it is installed, otherwise in the checkout
// and its build. And where files go that the user does not name, by the XDG base directory
// specification 0.8.
namespace lockstep {

/// The folder of the command that runs.
std::filesystem::path command_folder();

/// The folder that contains kernel/, which implementations are compiled against.
std::filesystem::path sources_folder();

/// The folder for the shared objects of the seeded bugs.
std::filesystem::path mutants_folder();

/// The name of one of Lockstep's own source files, as in the checkout: of those that it was built
/// from, wherever they were, and those that lie there now. Other names stay as they are.
std::string source_name(const std::filesystem::path& file);

/// How reports show a source file: source_name(), and of other files in the current folder, or in
/// one below it, from there.
std::string shown_name(const std::filesystem::path& file);

/// Our folder for what can be made again: $XDG_CACHE_HOME/lockstep, by default ~/.cache/lockstep.
/// Empty if neither that variable nor $HOME names a folder.
std::filesystem::path cache_folder();

/// Our folder for what is kept from run to run: $XDG_STATE_HOME/lockstep, by default
/// ~/.local/state/lockstep. Empty if neither that variable nor $HOME names a folder.
std::filesystem::path state_folder();

/// Makes a folder, and those above it, that nobody else can read or write. Folders that exist stay
/// as they are. Throws std::filesystem::filesystem_error.
void make_private_folder(const std::filesystem::path& folder);

}  // namespace lockstep
