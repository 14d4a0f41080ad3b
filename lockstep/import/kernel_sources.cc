// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/kernel_sources.h"

#include <fmt/format.h>

#include <memory>
#include <utility>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/import/git.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

/// The name that a file has now which is not there under its own.
using FindRenamed = std::function<std::optional<std::string>(const std::string& name)>;

void read_tree_file(KernelSources& sources, const TreeFile& file, const std::string& where,
                    const FindRenamed& find_renamed) {
  std::string place(file.name);
  std::optional<std::string> content = sources.others(place);
  if (!content) {
    if (const auto renamed = find_renamed(place)) {
      place = *renamed;
      content = sources.others(place);
    }
  }
  if (!content) throw InputError(fmt::format("{} has no {}", where, file.name));
  if (place != file.name) sources.renamed.emplace(file.name, place);
  const bool complete = content->find(file.symbol) != std::string::npos;
  sources.files.emplace(place, *std::move(content));
  if (complete) return;
  content = sources.others(std::string(file.former));
  if (content) sources.files.emplace(file.former, *std::move(content));
}

// `where` is for messages.
KernelSources read_sources(const std::string& name, const std::string& where, FileReader read,
                           const FindRenamed& find_renamed) {
  if (kTreeFiles.empty()) {
    throw InputError(fmt::format("--tree: {} is not in kernel trees", kSubject.name));
  }
  KernelSources sources = {printable(name), "", {}, std::move(read)};
  for (const TreeFile& file : kTreeFiles) read_tree_file(sources, file, where, find_renamed);
  return sources;
}

}  // namespace

KernelSources read_revision(const fs::path& tree, const std::string& revision,
                            const std::optional<std::string>& base) {
  const auto commit = std::make_shared<const Commit>(tree, revision);
  const auto find_renamed = [&](const std::string& name) -> std::optional<std::string> {
    return base ? commit->find_renamed(Commit(tree, *base), name) : std::nullopt;
  };
  KernelSources sources = read_sources(
      revision, commit->shown(), [commit](const std::string& name) { return commit->read(name); },
      find_renamed);
  sources.summary = commit->summary();
  return sources;
}

KernelSources read_folder(const fs::path& tree) {
  std::error_code error;
  if (!fs::is_directory(tree, error)) {
    throw InputError(fmt::format("--tree: there is no folder {}", printable(tree.string())));
  }
  const auto read = [tree](const std::string& name) -> std::optional<std::string> {
    std::error_code missing;
    if (!fs::exists(tree / name, missing)) return std::nullopt;
    return read_input(tree / name);
  };
  KernelSources sources = read_sources(tree.string(), printable(tree.string()), read,
                                       [](const std::string&) { return std::nullopt; });
  sources.summary = "the files as they lie in " + sources.name;
  return sources;
}

std::vector<std::string> changed_between(const fs::path& tree, const std::string& base,
                                         const std::string& head) {
  return Commit(tree, head).changed_since(Commit(tree, base));
}

std::string KernelSources::place_of(const TreeFile& file) const {
  const auto found = renamed.find(std::string(file.name));
  return found == renamed.end() ? std::string(file.name) : found->second;
}

bool KernelSources::is_split(const TreeFile& file) const {
  return files.contains(std::string(file.former)) &&
         files.at(place_of(file)).find(file.symbol) == std::string::npos;
}

std::optional<std::string> KernelSources::find(const std::string& name) const {
  const auto found = files.find(name);
  if (found != files.end()) return found->second;
  return others ? others(name) : std::nullopt;
}

}  // namespace lockstep
