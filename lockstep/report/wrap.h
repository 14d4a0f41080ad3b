// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

/// The widest line of a report on a terminal.
inline constexpr std::size_t kReportWidth = 100;

/// Breaks a text into lines of at most `width` characters (at least 8), after a blank if it can be,
/// else after '_' or '('; lines after the first are indented by two.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The text behind a label, on lines of at most `width` characters that each end with a
/// newline; lines after the first stand below its text, or, behind blanks, further to the right.
std::string wrap_behind(std::string_view label, std::string_view text,
                        std::size_t width = kReportWidth);

}  // namespace lockstep
