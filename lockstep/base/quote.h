// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

// How our messages and reports show the texts of others: names of files, words of a command line,
// strings of an implementation. These may contain any bytes.
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

/// The name that a user who typed `typed` most likely meant: the one with the fewest edits, if they
/// are at most a third of its length; otherwise the only name that begins with `typed`. Empty if
/// there is none. Linear in the size of the names.
std::string_view nearest_name(std::string_view typed, std::span<const std::string_view> names);

/// " (did you mean X?)" for the nearest name, or nothing.
std::string suggest_name(std::string_view typed, std::span<const std::string_view> names);

/// For a user who typed something that is none of the names: what was expected, what was found, and
/// what may have been meant.
std::string expected_name(std::string_view what, std::string_view typed,
                          std::span<const std::string_view> names);

/// As a string literal of C, quotes included. What is not printable ASCII is written in octal.
std::string c_string_literal(std::string_view text);

}  // namespace lockstep
