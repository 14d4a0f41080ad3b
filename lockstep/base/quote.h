// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Texts of others (names of files, words of a command line, strings of an implementation) in texts
// of ours. They may hold any bytes.
namespace lockstep {

/// How many bytes the character at the start of a text has in UTF-8, as RFC 3629 defines it; 0 if
/// there is none, or one that is cut short or not well-formed.
std::size_t utf8_size(std::string_view text);

/// On one line, and showing all that is there: control characters, those that turn the direction of
/// writing, and bytes that are not UTF-8 as \n, \t or \x1b.
std::string printable(std::string_view text);

/// printable(), with the middle left out where a run without blanks is longer than 300 bytes.
std::string printable_short(std::string_view text);

/// A word that was found where another was expected: printable, in quotes, and cut after 40 bytes.
std::string quote_word(std::string_view word);

/// As a word of a shell command that the user may copy; as it is if that is safe. (Lockstep itself
/// gives nothing to a shell.)
std::string shell_word(std::string_view text);

}  // namespace lockstep
