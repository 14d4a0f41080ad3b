// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/quote.h"

#include <fmt/format.h>

namespace lockstep {

std::string c_string_literal(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    const bool plain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '?';
    literal += plain ? std::string(1, c) : fmt::format("\\{:03o}", static_cast<unsigned char>(c));
  }
  return literal + '"';
}

}  // namespace lockstep
