// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What C code consists of: tokens, and definitions at file scope.
namespace lockstep {

/// What a token of C is.
enum class CTokenKind : std::uint8_t { kIdentifier, kNumber, kLiteral, kPunctuator, kDirective };

/// A token of a C file, or of what a preprocessor made of one. Its text is a part of the file's.
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

/// What a definition at file scope defines.
enum class CodeKind : std::uint8_t { kFunction, kType, kVariable, kMacro };

/// A definition at file scope of C.
struct CodeItem {
  CodeKind kind = CodeKind::kFunction;
  std::string name;  ///< for people: "vma_start_read", "struct vma_lock", "macro X"
  /// By which other code refers to it. Those of an enum include its constants.
  std::vector<std::string> keys;
  std::string file = {};    ///< that it is in
  std::string digest = {};  ///< of its tokens
  std::set<std::string> uses =
      {};  ///< keys of all that it may refer to, and names that are no keys

  friend bool operator==(const CodeItem&, const CodeItem&) = default;
};

/// The definitions in a text of C, in order. The text is a file as it is, or what a preprocessor
/// made of one, whose line markers then say which file an item is from. White space, comments and
/// conditional directives make no difference. Declarations without a definition are left out.
/// Linear.
std::vector<CodeItem> read_code_items(std::string_view text, std::string_view file);

/// The tokens of one declaration at file scope, without its final semicolon.
using DeclarationTokens = std::span<const CToken>;

/// The place of the name of the function that the tokens declare; nothing if they declare none.
std::optional<std::size_t> find_function_name(DeclarationTokens tokens);

/// Whether there is such a token outside of all brackets.
bool has_outside(DeclarationTokens tokens, std::string_view text);

/// What the tokens define, without its digest, its uses and its file; nothing if they only declare.
/// `has_body` says that they end with the body of a function.
std::optional<CodeItem> define(DeclarationTokens tokens, bool has_body);

}  // namespace lockstep
