// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/litmus/tokens.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/litmus/parse.h"

namespace lockstep::litmus {
namespace {

// Not <cctype>: what a test means must not depend on the locale.
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr auto kLongSigns =
    std::to_array<std::string_view>({"==", "!=", "<=", ">=", "&&", "||", "/\\", "\\/", "->", "++",
                                     "--", "+=", "-=", "<<", ">>", "=>"});

}  // namespace

Tokens::Tokens(std::string_view source, std::string file)
    : source_(source), file_(std::move(file)) {
  for (std::size_t at = skip_blank(0); at < source_.size();) {
    tokens_.push_back(token_at(at));
    at = skip_blank(at + tokens_.back().text.size());
  }
  tokens_.push_back({.at = source_.size()});
}

std::size_t Tokens::skip_to(std::size_t begin, std::string_view end) const {
  const std::size_t found = source_.find(end, begin + (end == "\"" ? 1 : 2));
  if (found != std::string_view::npos) return found + end.size();
  throw InputError(fmt::format("{}: expected '{}' somewhere behind this", place_of(begin), end));
}

// "(*" begins a comment, unless it could be the start of an expression, such as (*x).
std::size_t Tokens::skip_blank(std::size_t at) const {
  while (at < source_.size()) {
    const std::string_view rest = source_.substr(at);
    if (is_blank(rest.front())) {
      ++at;
    } else if (rest.starts_with("(*") &&
               (rest.size() == 2 || is_blank(rest[2]) || rest[2] == '*')) {
      at = skip_to(at, "*)");
    } else if (rest.starts_with("/*")) {
      at = skip_to(at, "*/");
    } else if (rest.starts_with("//")) {
      at = std::min(source_.find('\n', at), source_.size());
    } else if (rest.front() == '"') {
      at = skip_to(at, "\"");
    } else {
      break;
    }
  }
  return at;
}

Token Tokens::token_at(std::size_t at) const {
  const std::string_view rest = source_.substr(at);
  const auto is_part = [](char c) { return is_letter(c) || is_digit(c); };
  if (is_part(rest.front())) {
    const auto end = std::ranges::find_if_not(rest, is_part);
    const auto kind = is_digit(rest.front()) ? Token::Kind::kNumber : Token::Kind::kWord;
    return {kind, rest.substr(0, static_cast<std::size_t>(end - rest.begin())), at};
  }
  const auto begins_here = [&](std::string_view sign) { return rest.starts_with(sign); };
  const auto* const sign = std::ranges::find_if(kLongSigns, begins_here);
  const std::size_t size = sign == kLongSigns.end() ? 1 : sign->size();
  return {Token::Kind::kSign, rest.substr(0, size), at};
}

const Token& Tokens::peek(std::size_t ahead) const {
  return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
}

Token Tokens::take() {
  const Token token = peek();
  if (!at_end()) ++next_;
  return token;
}

bool Tokens::take_if(std::string_view text) {
  if (at_end() || !is(text)) return false;
  take();
  return true;
}

void Tokens::expect(std::string_view text) {
  if (!take_if(text)) fail_expected(fmt::format("'{}'", text));
}

std::string Tokens::expect_word(std::string_view what) {
  if (!is_word()) fail_expected(what);
  return std::string(take().text);
}

std::int64_t Tokens::expect_number(std::string_view what) {
  const bool is_negative = take_if("-");
  if (!is_number()) fail_expected(what);
  std::string_view digits = peek().text;
  int base = 10;
  if (digits.starts_with("0x") || digits.starts_with("0X")) {
    base = 16;
    digits.remove_prefix(2);
  } else if (digits.size() > 1 && digits.starts_with('0')) {
    base = 8;
  }
  while (!digits.empty() &&
         std::string_view("uUlL").find(digits.back()) != std::string_view::npos) {
    digits.remove_suffix(1);
  }
  std::int64_t number = 0;
  const char* const last = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), last, number, base);
  if (error != std::errc() || end != last || digits.empty()) fail_expected(what);
  take();
  return is_negative ? -number : number;
}

std::string Tokens::source_since(const Token& first) const {
  const Token& last = tokens_[next_ == 0 ? 0 : next_ - 1];
  std::string text;
  for (const char c : source_.substr(first.at, last.at + last.text.size() - first.at)) {
    if (!is_blank(c)) {
      text += c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  return text;
}

std::string Tokens::place_of(std::size_t at) const {
  const std::string_view before = source_.substr(0, at);
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return fmt::format("{}:{}:{}", file_, line, at - line_begin + 1);
}

void Tokens::fail_expected(std::string_view what) const {
  const Token& found = peek();
  fail(found,
       fmt::format("expected {}, found {}", what, at_end() ? "the end" : quote_word(found.text)));
}

void Tokens::fail(const Token& where, std::string_view message) const {
  throw InputError(fmt::format("{}: {}", place_of(where.at), message));
}

void Tokens::fail_unsupported(const Token& where, std::string_view message) const {
  throw Unsupported(fmt::format("{}: {}", place_of(where.at), message));
}

}  // namespace lockstep::litmus
