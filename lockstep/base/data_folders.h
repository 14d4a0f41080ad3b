// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <string>

// Where Lockstep's own files lie: beside the command if it is installed, and else in the checkout
// and its build.
namespace lockstep {

/// The folder that kernel/ lies in, which implementations are compiled against.
std::filesystem::path sources_folder();

/// The folder for the shared objects of the seeded bugs.
std::filesystem::path mutants_folder();

/// The name of one of Lockstep's own source files, as in the checkout: of those that it was built
/// from, wherever they were, and those that lie there now. Other names stay as they are.
std::string source_name(const std::filesystem::path& file);

/// How reports show a source file: source_name(), and of other files in the current folder, or in
/// one below it, from there.
std::string shown_name(const std::filesystem::path& file);

}  // namespace lockstep
