// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lockstep/import/c_code.h"

namespace lockstep {
namespace {

// What may precede a bracket without being the name of a function.
constexpr std::array<std::string_view, 27> kTypeWords = {
    "void",   "char",   "short",    "int",        "long",       "float",     "double",
    "signed", "_Bool",  "unsigned", "const",      "__const",    "volatile",  "__volatile__",
    "static", "inline", "extern",   "__inline",   "__inline__", "register",  "struct",
    "union",  "enum",   "typedef",  "__restrict", "_Atomic",    "__signed__"};

// What follows these in brackets belongs to them.
constexpr std::array<std::string_view, 10> kWithBrackets = {
    "__attribute__", "__attribute", "__asm__",  "__asm",    "asm",
    "typeof",        "__typeof__",  "__typeof", "_Alignas", "_Static_assert"};

bool opens(const CToken& token) { return token.is("(") || token.is("[") || token.is("{"); }

bool closes(const CToken& token) { return token.is(")") || token.is("]") || token.is("}"); }

bool is_identifier(const CToken& token) { return token.kind == CTokenKind::kIdentifier; }

// The place after the bracket that closes the one at `open`.
std::size_t behind_brackets(DeclarationTokens tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (opens(tokens[i])) ++depth;
    if (closes(tokens[i]) && --depth == 0) return i + 1;
  }
  return tokens.size();
}

bool takes_brackets(const CToken& token) {
  return std::ranges::count(kWithBrackets, token.text) != 0;
}

bool is_at(DeclarationTokens tokens, std::size_t place, std::string_view text) {
  return place < tokens.size() && tokens[place].is(text);
}

std::size_t behind_attributes(DeclarationTokens tokens, std::size_t place) {
  while (place < tokens.size() && takes_brackets(tokens[place])) {
    place = is_at(tokens, place + 1, "(") ? behind_brackets(tokens, place + 1) : place + 1;
  }
  return place;
}

/// Calls visit(i) for the places of tokens outside of all brackets.
template <typename Visit>
void for_each_outside(DeclarationTokens tokens, Visit visit) {
  for (std::size_t i = 0; i < tokens.size();) {
    visit(i);
    i = opens(tokens[i]) ? behind_brackets(tokens, i) : i + 1;
  }
}

bool is_type_keyword(const CToken& token) {
  return token.is("struct") || token.is("union") || token.is("enum");
}

void add_constants(DeclarationTokens body, CodeItem& item) {
  for_each_outside(body, [&](std::size_t i) {
    if (is_identifier(body[i]) && (i == 0 || body[i - 1].is(","))) {
      item.keys.emplace_back(body[i].text);
    }
  });
}

// Adds "struct x" if that is what begins at `keyword`, with its body.
void add_type(DeclarationTokens tokens, std::size_t keyword, CodeItem& item) {
  std::size_t next = behind_attributes(tokens, keyword + 1);
  std::string tag;
  if (next < tokens.size() && is_identifier(tokens[next])) tag = tokens[next++].text;
  if (!is_at(tokens, next, "{")) return;
  if (!tag.empty()) item.keys.push_back(fmt::format("{} {}", tokens[keyword].text, tag));
  if (!tag.empty() && item.name.empty()) item.name = item.keys.back();
  if (!tokens[keyword].is("enum")) return;
  const std::size_t before = item.keys.size();
  const std::size_t end = behind_brackets(tokens, next);
  add_constants(tokens.subspan(next + 1, end - next - 2), item);
  if (item.name.empty() && item.keys.size() != before) {
    item.name = fmt::format("enum {{ {}, ... }}", item.keys[before]);
  }
}

// After "(*": the first name that is not a qualifier.
std::string pointer_name(DeclarationTokens tokens) {
  for (const CToken& token : tokens) {
    const bool is_name = is_identifier(token) && std::ranges::count(kTypeWords, token.text) == 0;
    if (is_name) return std::string(token.text);
  }
  return "";
}

// The name that a typedef or a variable declares: "(*name)", or the last identifier before its
// value or its dimensions.
std::string last_name(DeclarationTokens tokens) {
  std::string name;
  bool is_done = false;
  for_each_outside(tokens, [&](std::size_t i) {
    is_done = is_done || tokens[i].is("=") || tokens[i].is("[");
    if (is_done) return;
    is_done = tokens[i].is("(") && is_at(tokens, i + 1, "*");
    if (is_done) name = pointer_name(tokens.subspan(i + 2));
    if (is_identifier(tokens[i]) && !takes_brackets(tokens[i])) name = tokens[i].text;
  });
  return name;
}

// "struct x { ... };" and "struct x;" do not.
bool defines_variable(DeclarationTokens tokens) {
  if (has_outside(tokens, "=")) return true;
  if (find_function_name(tokens) || tokens.front().is("extern")) return false;
  std::size_t behind_type = is_type_keyword(tokens.front()) ? 2 : 1;
  for_each_outside(tokens, [&](std::size_t i) {
    if (tokens[i].is("{")) behind_type = behind_brackets(tokens, i);
  });
  return behind_attributes(tokens, behind_type) < tokens.size();
}

}  // namespace

std::optional<std::size_t> find_function_name(DeclarationTokens tokens) {
  for (std::size_t i = 0; i < tokens.size();) {
    const std::size_t behind = behind_attributes(tokens, i);
    if (behind != i) {
      i = behind;
      continue;
    }
    if (tokens[i].is("{")) {
      i = behind_brackets(tokens, i);
      continue;
    }
    const bool may_be = is_identifier(tokens[i]) && is_at(tokens, i + 1, "(");
    if (may_be && std::ranges::count(kTypeWords, tokens[i].text) == 0) return i;
    ++i;
  }
  return std::nullopt;
}

bool has_outside(DeclarationTokens tokens, std::string_view text) {
  bool found = false;
  for_each_outside(tokens, [&](std::size_t i) { found = found || tokens[i].is(text); });
  return found;
}

std::optional<CodeItem> define(DeclarationTokens tokens, bool has_body) {
  CodeItem item;
  for_each_outside(tokens, [&](std::size_t i) {
    if (is_type_keyword(tokens[i])) add_type(tokens, i, item);
  });
  if (has_body) {
    item.kind = CodeKind::kFunction;
    item.name = tokens[*find_function_name(tokens)].text;
    item.keys.push_back(item.name);
    return item;
  }
  item.kind = CodeKind::kType;
  const bool is_typedef = tokens.front().is("typedef");
  if (!is_typedef && defines_variable(tokens)) item.kind = CodeKind::kVariable;
  if (is_typedef || item.kind == CodeKind::kVariable) {
    const std::string name = last_name(tokens);
    if (!name.empty()) item.keys.push_back(name);
    if (item.name.empty()) item.name = is_typedef ? "typedef " + name : name;
  }
  return item.keys.empty() ? std::nullopt : std::optional(item);
}

}  // namespace lockstep
