// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/text_style.h"

#include <fmt/format.h>

namespace lockstep {

std::string TextStyle::paint(TextColour colour_of_text, std::string_view text) const {
  if (!colour) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", static_cast<int>(colour_of_text), text);
}

}  // namespace lockstep
