// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

/// A text of the user's on one line: control characters as \n, \t or \x1b.
std::string printable(std::string_view text);

/// As a string literal of C, quotes included. What is not printable ASCII is written in octal.
std::string c_string_literal(std::string_view text);

/// As a word of a shell command that the user may copy; as it is if that is safe. (Lockstep itself
/// gives nothing to a shell.)
std::string shell_word(std::string_view text);

}  // namespace lockstep
