// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace lockstep {

/// What a token of C is.
enum class CTokenKind : std::uint8_t { kIdentifier, kNumber, kLiteral, kPunctuator, kDirective };

/// A token of a C file, or of what a preprocessor made of one. Its text lies in that of the file.
struct CToken {
  CTokenKind kind = CTokenKind::kPunctuator;
  std::string_view text;     ///< of a directive: its whole line, and those that continue it
  bool starts_line = false;  ///< nothing but comments stands before it on its line

  bool is(std::string_view other) const {
    return text == other && kind != CTokenKind::kDirective && kind != CTokenKind::kLiteral;
  }
};

/// The tokens of a text without comments and white space (C11, 6.4). Keywords are identifiers. What
/// is no token of C is taken as a punctuator, character by character. Linear.
std::vector<CToken> read_c_tokens(std::string_view text);

}  // namespace lockstep
