// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/compiled_code.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <span>
#include <sstream>

#include "lockstep/import/c_code.h"

namespace lockstep {
namespace {

constexpr std::string_view kTable = "lockstep_implementation";
constexpr std::array<std::string_view, 4> kKinds = {"function", "type", "variable", "macro"};
constexpr std::string_view kEntry = "entry";

/// Behind "lockstep_implementation =": ".entry = value, ...", with all that a value mentions.
std::map<std::string, std::set<std::string>> read_entries(std::span<const CToken> tokens) {
  std::map<std::string, std::set<std::string>> entries;
  std::string entry;
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is("{") || tokens[i].is("(")) ++depth;
    if (tokens[i].is("}") || tokens[i].is(")")) --depth;
    if (depth == 0) break;
    const bool begins = depth == 1 && tokens[i].is(".") && i + 1 < tokens.size();
    if (begins) entry = tokens[++i].text;
    const bool mentions = !begins && !entry.empty() && tokens[i].kind == CTokenKind::kIdentifier;
    if (mentions) entries[entry].insert(std::string(tokens[i].text));
  }
  return entries;
}

std::map<std::string, std::set<std::string>> find_entries(std::string_view preprocessed) {
  const std::vector<CToken> tokens = read_c_tokens(preprocessed);
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i].is(kTable) && tokens[i + 1].is("=") && tokens[i + 2].is("{")) {
      return read_entries(std::span(tokens).subspan(i + 2));
    }
  }
  return {};
}

void keep_keys(std::set<std::string>& uses, const std::set<std::string>& keys) {
  std::erase_if(uses, [&](const std::string& use) { return !keys.contains(use); });
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

std::optional<CodeItem> parse_item(const std::vector<std::string>& fields) {
  const auto* const kind = std::ranges::find(kKinds, fields[0]);
  if (kind == kKinds.end()) return std::nullopt;
  CodeItem item = {static_cast<CodeKind>(kind - kKinds.begin()), fields[1], split(fields[2], ','),
                   fields[3], fields[4]};
  for (std::string& use : split(fields[5], ',')) item.uses.insert(std::move(use));
  return item;
}

}  // namespace

CompiledCode read_compiled_code(std::string_view preprocessed, const TreeName& tree_name) {
  CompiledCode code = {read_code_items(preprocessed, ""), find_entries(preprocessed)};
  std::set<std::string> keys;
  for (const CodeItem& item : code.items) keys.insert(item.keys.begin(), item.keys.end());
  for (CodeItem& item : code.items) {
    keep_keys(item.uses, keys);
    item.file = tree_name(item.file);
  }
  for (auto& [entry, uses] : code.entries) keep_keys(uses, keys);
  return code;
}

// No field has a tab of its own, and no key a comma.
std::string print_compiled_code(const CompiledCode& code) {
  std::string text = fmt::format("{}\n", kCompiledCodeVersion);
  for (const CodeItem& item : code.items) {
    text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t\n", kKinds[static_cast<std::size_t>(item.kind)],
                        item.name, fmt::join(item.keys, ","), item.file, item.digest,
                        fmt::join(item.uses, ","));
  }
  for (const auto& [entry, uses] : code.entries) {
    text += fmt::format("{}\t{}\t{}\t\t\t\t\n", kEntry, entry, fmt::join(uses, ","));
  }
  return text;
}

std::optional<CompiledCode> parse_compiled_code(std::string_view text) {
  constexpr std::size_t kFields = 6;
  const std::vector<std::string> lines = split(std::string(text), '\n');
  if (lines.empty() || lines.front() != kCompiledCodeVersion) return std::nullopt;
  CompiledCode code;
  for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
    const std::vector<std::string> fields = split(*line, '\t');
    if (fields.size() != kFields) return std::nullopt;
    if (fields[0] == kEntry) {
      for (std::string& use : split(fields[2], ',')) code.entries[fields[1]].insert(std::move(use));
    } else if (auto item = parse_item(fields)) {
      code.items.push_back(*std::move(item));
    } else {
      return std::nullopt;
    }
  }
  return code;
}

}  // namespace lockstep
