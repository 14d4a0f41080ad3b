// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

namespace lockstep::tests {

/// The path of a file of the tested build: the one in the folder that $LOCKSTEP_TESTED_BUILD names,
/// or else the one that the tests belong to.
std::string built_file(const std::string& name);

/// The built command.
std::string built_command();

/// The command of the build that the tests belong to, which may be another one.
std::string own_command();

/// A setting with which the tested build was configured, e.g. CMAKE_C_COMPILER; empty if it has
/// none.
std::string build_setting(const std::string& name);

/// Whether ThreadSanitizer, or any sanitizer, watches what the tested build runs.
bool has_thread_sanitizer();
bool has_sanitizer();

/// Whether the tested build sees plain accesses, and so data races.
bool watches_races();

}  // namespace lockstep::tests
