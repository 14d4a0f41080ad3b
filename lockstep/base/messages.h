// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string_view>

// What the tool says besides its result, on standard error. What cannot be written there, because
// it is closed, full or a pipe that nobody reads, is dropped: there is nowhere else to say it.
namespace lockstep {

/// Prints "WHO: MESSAGE" as one line, whatever the message has in it: see printable_short(). On a
/// terminal, a progress line that stands there is cleared first. Never throws.
void say(std::string_view message, std::string_view who = "lockstep") noexcept;

/// The same for something that does not end the command: "lockstep: note: MESSAGE".
void say_note(std::string_view message) noexcept;

/// Writes a text to standard error as it is. Never throws.
void write_standard_error(std::string_view text) noexcept;

/// Whether standard error is a terminal that knows escape sequences: $TERM is set, and not "dumb".
bool standard_error_is_terminal() noexcept;

/// From the start of the line on the terminal, nothing is left of it.
inline constexpr std::string_view kClearLine = "\r\x1b[K";

}  // namespace lockstep
