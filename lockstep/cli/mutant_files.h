// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <vector>

namespace lockstep {

/// The shared objects of the seeded bugs, by name: beside this command, as built or as installed.
/// Throws InputError if there are none.
std::vector<std::filesystem::path> find_mutants_beside_command();

}  // namespace lockstep
