// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include "lockstep/base/files.h"
#include "lockstep/import/c_code.h"

namespace lockstep {
namespace {

// White space makes no difference unless it makes other tokens of what it separates.
std::string digest_of(DeclarationTokens tokens) {
  std::string text;
  for (const CToken& token : tokens) {
    text += token.text;
    text += '\n';
  }
  return content_hash(text);
}

// Names of members are no keys.
std::set<std::string> uses_of(DeclarationTokens tokens) {
  std::set<std::string> uses;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != CTokenKind::kIdentifier) continue;
    const CToken before = i == 0 ? CToken() : tokens[i - 1];
    if (before.is(".") || before.is("->")) continue;
    const bool has_tag = before.is("struct") || before.is("union") || before.is("enum");
    uses.insert(has_tag ? fmt::format("{} {}", before.text, tokens[i].text)
                        : std::string(tokens[i].text));
  }
  return uses;
}

/// A directive's words: "#", "define", "NAME", ...
std::vector<CToken> words_of(const CToken& directive) {
  std::vector<CToken> words = read_c_tokens(directive.text.substr(1));
  if (!words.empty() && words[0].is("line")) words.erase(words.begin());
  return words;
}

class ItemReader {
 public:
  explicit ItemReader(std::string_view file) : file_(file) {}

  std::vector<CodeItem> read(std::string_view text) {
    for (const CToken& token : read_c_tokens(text)) {
      if (token.kind == CTokenKind::kDirective) {
        obey(token);
      } else {
        take(token);
      }
    }
    return std::move(items_);
  }

 private:
  void obey(const CToken& directive) {
    const std::vector<CToken> words = words_of(directive);
    if (words.size() < 2) return;
    if (words[0].is("define")) {
      add({CodeKind::kMacro, fmt::format("macro {}", words[1].text), {std::string(words[1].text)}},
          words);
    } else if (words[0].kind == CTokenKind::kNumber && words[1].kind == CTokenKind::kLiteral) {
      file_ = words[1].text.substr(1, words[1].text.size() - 2);
    }
  }

  void take(const CToken& token) {
    if (depth_ == 0 && is_call_without_semicolon(token)) declaration_.clear();
    if (depth_ == 0 && token.is("{")) {
      has_body_ = find_function_name(declaration_) && !has_outside(declaration_, "=");
    }
    if (depth_ == 0 && token.is(";")) {
      finish();
      return;
    }
    declaration_.push_back(token);
    if (token.is("(") || token.is("[") || token.is("{")) ++depth_;
    if (token.is(")") || token.is("]") || token.is("}")) depth_ = depth_ == 0 ? 0 : depth_ - 1;
    if (depth_ == 0 && token.is("}") && has_body_) finish();
  }

  // "DEFINE_SOMETHING(x)" on a line by itself is a macro that was not expanded.
  bool is_call_without_semicolon(const CToken& next) const {
    return next.starts_line && declaration_.size() > 2 && declaration_[1].is("(") &&
           declaration_.back().is(")") && next.kind == CTokenKind::kIdentifier &&
           !next.text.starts_with("__attribute") && has_one_pair_of_brackets();
  }

  bool has_one_pair_of_brackets() const {
    int outer = 0;
    int depth = 0;
    for (const CToken& token : declaration_) {
      if (token.is("(") && depth++ == 0) ++outer;
      if (token.is(")")) --depth;
    }
    return outer == 1;
  }

  void finish() {
    if (!declaration_.empty()) {
      if (const auto item = define(declaration_, has_body_)) add(*item, declaration_);
    }
    declaration_.clear();
    has_body_ = false;
  }

  void add(CodeItem item, DeclarationTokens tokens) {
    item.file = file_;
    item.digest = digest_of(tokens);
    item.uses = uses_of(tokens);
    items_.push_back(std::move(item));
  }

  std::string file_;
  std::vector<CodeItem> items_;
  std::vector<CToken> declaration_;  // the tokens of the one that is being read
  int depth_ = 0;                    // of brackets in it
  bool has_body_ = false;
};

}  // namespace

std::vector<CodeItem> read_code_items(std::string_view text, std::string_view file) {
  return ItemReader(file).read(text);
}

}  // namespace lockstep
