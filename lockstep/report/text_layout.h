// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// How the texts of all reports are laid out: numbers, lines and colours.
namespace lockstep {

/// "1,234,567", whatever the locale.
std::string group_digits(std::uint64_t number);

/// The same for a number of any size, given by its digits.
std::string group_digits(std::string digits);

/// "1 task", "2 tasks".
std::string count_of(std::uint64_t number, std::string_view thing);

/// The widest line of a report on a terminal.
inline constexpr std::size_t kReportWidth = 100;

/// Breaks a text into lines of at most `width` characters (at least 8), after a blank if it can be,
/// else after '_' or '('; lines after the first are indented by two.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The text behind a label, on lines of at most `width` characters that each end with a
/// newline; lines after the first stand below its text, or, behind blanks, further to the right.
std::string wrap_behind(std::string_view label, std::string_view text,
                        std::size_t width = kReportWidth);

/// Every line of a text with something before it.
std::string prefix_lines(const std::string& text, std::string_view prefix);

/// What a text can be painted in: numbers of ANSI escape sequences.
enum class TextColour : std::uint8_t { kBold = 1, kRed = 31, kGreen = 32, kYellow = 33 };

/// What a terminal can show.
struct TextStyle {
  bool colour = false;   ///< ANSI escape sequences
  bool unicode = false;  ///< lines and arrows that ASCII has not

  /// The text in a colour, or as it is.
  std::string paint(TextColour colour_of_text, std::string_view text) const;
};

/// A report while it is written, from top to bottom: for what prints one to derive from.
class ReportText {
 protected:
  /// Appends a formatted text as it is.
  template <typename... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }

  /// Appends a text behind a label, in lines; see wrap_behind().
  void add_wrapped(std::string_view label, std::string_view text) {
    text_ += wrap_behind(label, text);
  }

  std::string text_;
};

}  // namespace lockstep
