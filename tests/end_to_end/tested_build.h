// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

namespace lockstep::tests {

/// Where the build that is tested has a file: in the folder that $LOCKSTEP_TESTED_BUILD names, or
/// else in the build that the tests belong to.
std::string built_file(const std::string& name);

/// The built command.
std::string built_command();

/// What the tested build was configured with, e.g. the value of CMAKE_C_COMPILER; empty if nothing.
std::string build_setting(const std::string& name);

/// Whether ThreadSanitizer watches what the tested build runs; whether any sanitizer does.
bool has_thread_sanitizer();
bool has_sanitizer();

}  // namespace lockstep::tests
