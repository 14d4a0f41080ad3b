// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "lockstep/import/c_code.h"
#include "lockstep/import/compiler.h"
#include "lockstep/import/kernel_sources.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

/// A file that another one includes.
struct Include {
  std::string name;     ///< as it stands there
  std::string in_tree;  ///< where the tree would have it
};

// The name between the brackets or the quotes of "#include".
std::string_view included_name(std::string_view directive) {
  const std::vector<CToken> words = read_c_tokens(directive.substr(1));
  if (words.size() < 2 || !words[0].is("include")) return "";
  const char closing = words[1].is("<") ? '>' : '"';
  const std::size_t begin = directive.find(words[1].text.front()) + 1;
  const std::size_t end = directive.find(closing, begin);
  return end == std::string_view::npos ? "" : directive.substr(begin, end - begin);
}

std::vector<Include> includes_of(const std::string& file, const std::string& content) {
  std::vector<Include> includes;
  for (const CToken& token : read_c_tokens(content)) {
    if (token.kind != CTokenKind::kDirective) continue;
    const std::string name(included_name(token.text));
    if (name.empty()) continue;
    const bool in_brackets = token.text.find('<') < token.text.find('"');
    const fs::path folder = in_brackets ? "include" : fs::path(file).parent_path();
    includes.push_back({name, (folder / name).lexically_normal().string()});
  }
  return includes;
}

// Whether it is in kernel/, or outside of the tree.
bool is_elsewhere(const Include& include) {
  std::error_code error;
  return include.in_tree.starts_with("..") || fs::exists(kernel_folder() / include.name, error);
}

// Only the code of the lock is taken from files that trees used to have.
bool is_former(const std::string& file) {
  return std::ranges::count(kTreeFiles, file, &TreeFile::former) != 0;
}

}  // namespace

void take_own_headers(KernelSources& sources, const KernelSources& other) {
  std::vector<std::string> open;
  for (const auto& [file, content] : sources.files) {
    if (!is_former(file)) open.push_back(file);
  }
  while (!open.empty()) {
    const std::string file = std::move(open.back());
    open.pop_back();
    for (const Include& include : includes_of(file, sources.files.at(file))) {
      if (sources.files.contains(include.in_tree) || is_elsewhere(include)) continue;
      auto content = sources.find(include.in_tree);
      if (!content || other.find(include.in_tree)) continue;
      sources.files.emplace(include.in_tree, *std::move(content));
      open.push_back(include.in_tree);
    }
  }
}

}  // namespace lockstep
