// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>

// Where files of the user's are that nobody names, by the XDG base directory specification 0.8.
namespace lockstep {

/// Our folder for what can be made again: $XDG_CACHE_HOME/lockstep, by default ~/.cache/lockstep.
/// Empty if neither that variable nor $HOME names a folder.
std::filesystem::path cache_folder();

/// Our folder for what is kept from run to run: $XDG_STATE_HOME/lockstep, by default
/// ~/.local/state/lockstep. Empty if neither that variable nor $HOME names a folder.
std::filesystem::path state_folder();

/// Makes a folder, and those above it, that nobody else can read or write; leaves those alone that
/// are there. Throws std::filesystem::filesystem_error.
void make_private_folder(const std::filesystem::path& folder);

}  // namespace lockstep
