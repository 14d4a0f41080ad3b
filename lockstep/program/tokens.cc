// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "lockstep/base/quote.h"
#include "lockstep/program/parse.h"

namespace lockstep {
namespace {

// Not <cctype>: what a program means must not depend on the locale.
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

}  // namespace

void Tokens::advance() {
  while (end_ < text_.size() && is_blank(text_[end_])) ++end_;
  begin_ = end_;
  if (end_ == text_.size() || text_[end_] == '#') return;
  if (!is_word(text_[end_])) {
    ++end_;
    return;
  }
  while (end_ < text_.size() && is_word(text_[end_])) ++end_;
}

std::string_view Tokens::take() {
  const std::string_view token = peek();
  taken_ = begin_;
  advance();
  return token;
}

bool Tokens::take_if(std::string_view token) {
  if (at_end() || peek() != token) return false;
  take();
  return true;
}

void Tokens::expect(std::string_view token) {
  if (!take_if(token)) fail_expected(fmt::format("'{}'", token));
}

std::string_view Tokens::expect_word(std::string_view what) {
  if (at_end() || !is_word(peek().front())) fail_expected(what);
  return take();
}

std::int64_t Tokens::expect_number(std::string_view what, std::int64_t low, std::int64_t high) {
  const std::string_view token = peek();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), number);
  const bool is_number = error == std::errc() && end == token.data() + token.size();
  if (!is_number || number < low || number > high) {
    fail_expected(low == high ? fmt::format("{} {}", what, low)
                              : fmt::format("{} from {} to {}", what, low, high));
  }
  take();
  return number;
}

void Tokens::expect_end() const {
  if (!at_end()) fail_expected("the end of the line");
}

void Tokens::fail_expected(std::string_view what) const {
  throw ParseError(line_, begin_ + 1,
                   fmt::format("expected {}, found {}", what,
                               at_end() ? "the end of the line" : quote_word(peek())));
}

void Tokens::fail_taken(const std::string& message) const {
  throw ParseError(line_, taken_ + 1, message);
}

}  // namespace lockstep
