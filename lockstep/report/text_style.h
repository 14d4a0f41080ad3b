// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lockstep {

enum class TextColour : std::uint8_t { kBold = 1, kRed = 31, kGreen = 32, kYellow = 33 };

/// What a terminal can show.
struct TextStyle {
  bool colour = false;   ///< ANSI escape sequences
  bool unicode = false;  ///< lines and arrows that ASCII has not

  /// The text in a colour, or as it is.
  std::string paint(TextColour colour_of_text, std::string_view text) const;
};

}  // namespace lockstep
