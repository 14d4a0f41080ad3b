// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace lockstep {
namespace {

constexpr std::size_t kLongestRun = 300;
constexpr std::size_t kKeptBehind = 90;  // of a run that is longer
constexpr std::size_t kLongestWord = 40;

std::uint8_t byte_of(char c) { return static_cast<std::uint8_t>(c); }

bool is_continuation(char c) { return (byte_of(c) & 0xc0u) == 0x80; }

// The sequence of bytes is well-formed.
std::uint32_t code_point(std::string_view character) {
  const std::size_t size = character.size();
  std::uint32_t code = byte_of(character[0]) & (size == 1 ? 0x7fu : 0x7fu >> size);
  for (const char c : character.substr(1)) code = code << 6 | (byte_of(c) & 0x3fu);
  return code;
}

// A code point is invalid if it is written in more bytes than it takes, is half of a pair of
// UTF-16, or lies beyond the last one.
bool is_valid(std::uint32_t code, std::size_t size) {
  constexpr std::array<std::uint32_t, 5> kFirstOfSize = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code < 0xe000;
  return code >= kFirstOfSize[size] && code <= 0x10ffff && !surrogate;
}

// Control characters are those that a terminal acts on, lines and paragraphs of Unicode, and those
// by which a text shows in another order than it has (CVE-2021-42574).
bool is_control(std::uint32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
}

std::string escaped(std::string_view bytes) {
  if (bytes == "\n") return "\\n";
  if (bytes == "\t") return "\\t";
  std::string text;
  for (const char c : bytes) text += fmt::format("\\x{:02x}", byte_of(c));
  return text;
}

/// The first character of a text that is not empty, or its first byte if that is not a character.
std::string_view first_character(std::string_view text) {
  return text.substr(0, std::max<std::size_t>(utf8_size(text), 1));
}

bool is_printable(std::string_view character) {
  return utf8_size(character) != 0 && !is_control(code_point(character));
}

// At most so many bytes, without half a character at the end.
std::string_view start_of(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && is_continuation(text[most])) --most;
  return text.substr(0, most);
}

std::string_view end_of(std::string_view text, std::size_t most) {
  std::size_t begin = text.size() - most;
  while (begin < text.size() && is_continuation(text[begin])) ++begin;
  return text.substr(begin);
}

bool is_safe_in_shell(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_./:,+@%^=").find(c) != std::string_view::npos;
}

}  // namespace

std::size_t utf8_size(std::string_view text) {
  if (text.empty()) return 0;
  if (byte_of(text[0]) < 0x80) return 1;
  const auto size = static_cast<std::size_t>(std::countl_one(byte_of(text[0])));
  if (size < 2 || size > 4 || size > text.size()) return 0;
  const std::string_view character = text.substr(0, size);
  if (!std::ranges::all_of(character.substr(1), is_continuation)) return 0;
  return is_valid(code_point(character), size) ? size : 0;
}

std::string printable(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    const std::string_view character = first_character(text);
    line += is_printable(character) ? std::string(character) : escaped(character);
    text.remove_prefix(character.size());
  }
  return line;
}

std::string printable_short(std::string_view text) {
  const std::string whole = printable(text);
  std::string shortened;
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = std::min(whole.find(' ', begin), whole.size());
    const std::string_view run = std::string_view(whole).substr(begin, end - begin);
    if (run.size() <= kLongestRun) {
      shortened += run;
    } else {
      shortened += start_of(run, kLongestRun - kKeptBehind);
      shortened += "...";
      shortened += end_of(run, kKeptBehind);
    }
    if (end < whole.size()) shortened += ' ';
    begin = end + 1;
  }
  return shortened;
}

std::string quote_word(std::string_view word) {
  const std::string_view start = start_of(word, kLongestWord);
  return fmt::format("'{}{}'", printable(start), start.size() < word.size() ? "..." : "");
}

std::string shell_word(std::string_view text) {
  if (!text.empty() && std::ranges::all_of(text, is_safe_in_shell)) return std::string(text);
  std::string escapes = "$'";
  std::string quotes = "'";
  bool has_escapes = false;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view character = first_character(rest);
    if (character == "'" || character == "\\") escapes += '\\';
    if (is_printable(character)) {
      escapes += character;
    } else {
      for (const char c : character) escapes += fmt::format("\\{:03o}", byte_of(c));
      has_escapes = true;
    }
    quotes += character == "'" ? std::string_view("'\\''") : character;
    rest.remove_prefix(character.size());
  }
  return (has_escapes ? escapes : quotes) + '\'';
}

std::string c_string_literal(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    const bool plain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '?';
    literal += plain ? std::string(1, c) : fmt::format("\\{:03o}", static_cast<unsigned char>(c));
  }
  return literal + '"';
}

}  // namespace lockstep
