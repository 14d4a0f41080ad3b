// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/kernel_sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "lockstep/import/git.h"
#include "lockstep/import/quote.h"
#include "lockstep/program/files.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShortHash = 12;

/// Reads a file of the tree; nothing if there is none. Throws InputError if it cannot be read.
using FileReader = std::function<std::optional<std::string>(const std::string& name)>;

// `where` is for messages.
KernelSources read_sources(const std::string& name, const std::string& where,
                           const FileReader& read) {
  KernelSources sources = {printable(name), "", {}};
  for (const TreeFile& file : kTreeFiles) {
    std::optional<std::string> content = read(std::string(file.name));
    if (!content) throw InputError(fmt::format("{} has no {}", where, file.name));
    const bool complete = content->find(file.symbol) != std::string::npos;
    sources.files.emplace(file.name, *std::move(content));
    if (complete) continue;
    content = read(std::string(file.former));
    if (content) sources.files.emplace(file.former, *std::move(content));
  }
  return sources;
}

/// One commit of a repository.
class Commit {
 public:
  Commit(fs::path tree, std::string revision)
      : tree_(std::move(tree)), revision_(std::move(revision)) {
    if (run_git(tree_, {"rev-parse", "--git-dir"}).status != 0) fail_tree();
    const ProgramResult parsed =
        run_git(tree_, {"rev-parse", "--verify", "--end-of-options", revision_ + "^{commit}"});
    hash_ = parsed.output.substr(0, parsed.output.find('\n'));
    if (parsed.status == 0 && !revision_.empty()) return;
    throw InputError(fmt::format("{}: there is no revision '{}'", printable(tree_.string()),
                                 printable(revision_)));
  }

  std::optional<std::string> read(const std::string& name) const {
    ProgramResult blob = run_git(tree_, {"cat-file", "blob", hash_ + ":" + name});
    if (blob.status == 0) return std::move(blob.output);
    const ProgramResult entry = run_git(tree_, {"ls-tree", "--full-tree", hash_, "--", name});
    if (entry.status == 0 && entry.output.empty()) return std::nullopt;
    throw InputError(fmt::format("{}: cannot read {}: {}", shown(), name, first_complaint(blob)));
  }

  /// For messages: the tree and the revision.
  std::string shown() const {
    return fmt::format("{}: '{}'", printable(tree_.string()), printable(revision_));
  }

  /// The short hash and the subject.
  std::string summary() const {
    const std::string text = run_git(tree_, {"cat-file", "commit", hash_}).output;
    const std::size_t header_end = std::min(text.find("\n\n"), text.size());
    const std::string message = text.substr(std::min(header_end + 2, text.size()));
    return fmt::format("{} \"{}\"", hash_.substr(0, kShortHash),
                       printable(message.substr(0, message.find('\n'))));
  }

 private:
  [[noreturn]] void fail_tree() const {
    std::error_code error;
    if (!fs::is_directory(tree_, error)) {
      throw InputError(fmt::format("--tree: there is no folder {}", printable(tree_.string())));
    }
    const ProgramResult result = run_git(tree_, {"rev-parse", "--git-dir"});
    throw InputError(fmt::format("--tree: {} is not a git tree: {}", printable(tree_.string()),
                                 first_complaint(result)));
  }

  const fs::path tree_;
  const std::string revision_;
  std::string hash_;
};

}  // namespace

KernelSources read_revision(const fs::path& tree, const std::string& revision) {
  const Commit commit(tree, revision);
  KernelSources sources = read_sources(revision, commit.shown(),
                                       [&](const std::string& name) { return commit.read(name); });
  sources.summary = commit.summary();
  return sources;
}

KernelSources read_folder(const fs::path& tree) {
  std::error_code error;
  if (!fs::is_directory(tree, error)) {
    throw InputError(fmt::format("--tree: there is no folder {}", printable(tree.string())));
  }
  const auto read = [&](const std::string& name) -> std::optional<std::string> {
    std::error_code missing;
    if (!fs::exists(tree / name, missing)) return std::nullopt;
    return read_input(tree / name);
  };
  KernelSources sources = read_sources(tree.string(), printable(tree.string()), read);
  sources.summary = "the files as they lie in " + sources.name;
  return sources;
}

bool KernelSources::is_split(const TreeFile& file) const {
  return files.contains(std::string(file.former)) &&
         files.at(std::string(file.name)).find(file.symbol) == std::string::npos;
}

}  // namespace lockstep
