// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "lockstep/import/kernel_sources.h"

namespace lockstep {
namespace {

// Enough of a line for a directive. No more, because std::regex recurses once for each character
// that it matches.
std::string beginning(const std::string& line) { return line.substr(0, 200); }

bool starts_lock_block(const std::string& line) {
  static const std::regex directive(
      fmt::format(R"(^\s*#\s*(ifdef\s+|if\s+defined\s*\(?\s*){}\b.*)", kSourceTree.condition));
  return std::regex_match(beginning(line), directive);
}

/// By how much a line changes the depth of conditional directives.
int nesting(const std::string& line) {
  static const std::regex directive(R"(^\s*#\s*(if|ifdef|ifndef|endif)\b.*)");
  std::smatch match;
  const std::string start = beginning(line);
  if (!std::regex_match(start, match, directive)) return 0;
  return match[1] == "endif" ? -1 : 1;
}

bool defines_lock(const std::string& block) {
  return std::ranges::any_of(kSourceTree.symbols, [&](std::string_view name) {
    return block.find(name) != std::string::npos;
  });
}

}  // namespace

std::string cut_lock_blocks(const std::string& content, std::string_view name) {
  std::string cut;
  std::string block;
  std::size_t block_start = 0;
  int depth = 0;  // of conditional directives inside the block; 0 outside
  std::istringstream stream(content);
  std::size_t number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (depth == 0 && !starts_lock_block(line)) continue;
    if (depth == 0) block_start = number;
    block += line + "\n";
    depth += nesting(line);
    if (depth > 0) continue;
    if (defines_lock(block)) cut += fmt::format("#line {} \"{}\"\n{}", block_start, name, block);
    block.clear();
  }
  return cut;
}

}  // namespace lockstep
