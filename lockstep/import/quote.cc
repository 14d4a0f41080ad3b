// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace lockstep {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool is_safe_in_shell(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_./:,+@%^").find(c) != std::string_view::npos;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n') {
      line += "\\n";
    } else if (c == '\t') {
      line += "\\t";
    } else if (is_control(c)) {
      line += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      line += c;
    }
  }
  return line;
}

std::string c_string_literal(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    const bool plain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '?';
    literal += plain ? std::string(1, c) : fmt::format("\\{:03o}", static_cast<unsigned char>(c));
  }
  return literal + '"';
}

std::string shell_word(std::string_view text) {
  if (!text.empty() && std::ranges::all_of(text, is_safe_in_shell)) return std::string(text);
  if (std::ranges::any_of(text, is_control)) {
    std::string word = "$'";
    for (const char c : text) {
      if (c == '\'' || c == '\\') word += '\\';
      word += is_control(c) ? fmt::format("\\{:03o}", static_cast<unsigned char>(c))
                            : std::string(1, c);
    }
    return word + "'";
  }
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

}  // namespace lockstep
