// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>
#include <array>

#include "lockstep/import/c_code.h"

namespace lockstep {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }

// The longer ones first.
constexpr std::array<std::string_view, 24> kLongPunctuators = {
    "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=",
    "&&",  "||",  "*=",  "/=", "%=", "+=", "-=", "&=", "^=", "|=", "##", "::"};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<CToken> scan() {
    while (skip_space()) {
      const std::size_t begin = at_;
      const CTokenKind kind = skip_token();
      tokens_.push_back({kind, text_.substr(begin, at_ - begin), starts_line_});
      starts_line_ = false;
    }
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  bool follows(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void skip_past(std::string_view what) {
    const std::size_t found = text_.find(what, at_);
    at_ = found == std::string_view::npos ? text_.size() : found + what.size();
  }

  // A line that is continued ends where its last part does.
  void skip_line() {
    while (at_ < text_.size() && peek() != '\n') {
      if (follows("/*")) {
        skip_past("*/");
      } else {
        at_ += follows("\\\n") ? 2 : follows("\\\r\n") ? 3 : 1;
      }
    }
  }

  // Whether anything follows it.
  bool skip_space() {
    while (at_ < text_.size()) {
      const char c = peek();
      if (follows("/*")) {
        skip_past("*/");
      } else if (follows("//")) {
        skip_line();
      } else if (c == '\n') {
        starts_line_ = true;
        ++at_;
      } else if (c == ' ' || (c >= '\t' && c <= '\r') || (c == '\\' && continues())) {
        ++at_;
      } else {
        return true;
      }
    }
    return false;
  }

  // A newline after a backslash does not end the line; skips up to it.
  bool continues() {
    std::size_t next = at_ + 1;
    if (next < text_.size() && text_[next] == '\r') ++next;
    if (next >= text_.size() || text_[next] != '\n') return false;
    at_ = next;
    return true;
  }

  CTokenKind skip_token() {
    const char c = peek();
    if (c == '#' && starts_line_) {
      skip_line();
      return CTokenKind::kDirective;
    }
    if (is_name_start(c)) {
      while (is_name_part(peek())) ++at_;
      return CTokenKind::kIdentifier;
    }
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return skip_number();
    if (c == '"' || c == '\'') return skip_literal(c);
    const auto* const found = std::ranges::find_if(
        kLongPunctuators, [this](std::string_view punctuator) { return follows(punctuator); });
    at_ += found == kLongPunctuators.end() ? 1 : found->size();
    return CTokenKind::kPunctuator;
  }

  CTokenKind skip_number() {
    constexpr std::string_view kExponents = "eEpP";
    while (is_name_part(peek()) || peek() == '.' ||
           ((peek() == '+' || peek() == '-') &&
            kExponents.find(text_[at_ - 1]) != std::string_view::npos)) {
      ++at_;
    }
    return CTokenKind::kNumber;
  }

  // A literal that is not closed ends with its line.
  CTokenKind skip_literal(char quote) {
    ++at_;
    while (at_ < text_.size() && peek() != quote && peek() != '\n') at_ += peek() == '\\' ? 2 : 1;
    at_ = std::min(at_ + (peek() == quote ? 1 : 0), text_.size());
    return CTokenKind::kLiteral;
  }

  const std::string_view text_;
  std::size_t at_ = 0;
  bool starts_line_ = true;
  std::vector<CToken> tokens_;
};

}  // namespace

std::vector<CToken> read_c_tokens(std::string_view text) { return Scanner(text).scan(); }

}  // namespace lockstep
