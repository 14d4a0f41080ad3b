// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep::litmus {

/// A word, a number or a sign of a litmus test.
struct Token {
  enum class Kind : std::uint8_t { kWord, kNumber, kSign, kEnd } kind = Kind::kEnd;
  std::string_view text = {};
  std::size_t at = 0;  ///< where it begins in the source, in bytes
};

/// The tokens of a litmus test, one after the other; comments and strings are none. Views into the
/// source, which must outlive this.
class Tokens {
 public:
  /// Throws InputError for a comment or string without an end. Linear in the size.
  Tokens(std::string_view source, std::string file);

  const Token& peek(std::size_t ahead = 0) const;
  bool at_end() const { return peek().kind == Token::Kind::kEnd; }
  bool is(std::string_view text, std::size_t ahead = 0) const { return peek(ahead).text == text; }
  bool is_word(std::size_t ahead = 0) const { return peek(ahead).kind == Token::Kind::kWord; }
  bool is_number(std::size_t ahead = 0) const { return peek(ahead).kind == Token::Kind::kNumber; }

  Token take();
  /// Whether the next token is this; then it is taken.
  bool take_if(std::string_view text);
  void expect(std::string_view text);
  std::string expect_word(std::string_view what);
  /// Decimal, octal or hexadecimal, and perhaps negative.
  std::int64_t expect_number(std::string_view what);

  /// The source between a token and the last one that was taken, on one line.
  std::string source_since(const Token& first) const;

  /// "FILE:LINE:COLUMN: expected WHAT, found ...".
  [[noreturn]] void fail_expected(std::string_view what) const;
  /// "FILE:LINE:COLUMN: MESSAGE", as InputError and as Unsupported.
  [[noreturn]] void fail(const Token& where, std::string_view message) const;
  [[noreturn]] void fail_unsupported(const Token& where, std::string_view message) const;

 private:
  std::string place_of(std::size_t at) const;
  std::size_t skip_blank(std::size_t at) const;
  std::size_t skip_to(std::size_t begin, std::string_view end) const;
  Token token_at(std::size_t at) const;

  std::string_view source_;
  std::string file_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
};

}  // namespace lockstep::litmus
