// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/kernel_sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "lockstep/import/git.h"
#include "lockstep/import/quote.h"
#include "lockstep/program/files.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShortHash = 12;

/// Reads a file of the tree; throws InputError.
using FileReader = std::function<std::string(const std::string& name)>;

std::map<std::string, std::string> read_files(const FileReader& read) {
  std::map<std::string, std::string> files;
  for (const char* const name : {kLockFile, kLockHeader}) files[name] = read(name);
  if (!defines_write_side(files[kLockFile])) files[kMemoryFile] = read(kMemoryFile);
  return files;
}

/// One commit of a repository.
class Commit {
 public:
  Commit(const fs::path& tree, const std::string& revision) : tree_(tree), revision_(revision) {
    if (run_git(tree_, {"rev-parse", "--git-dir"}).status != 0) fail_tree();
    const ProgramResult parsed =
        run_git(tree_, {"rev-parse", "--verify", "--end-of-options", revision + "^{commit}"});
    hash_ = parsed.output.substr(0, parsed.output.find('\n'));
    if (parsed.status == 0 && !revision.empty()) return;
    throw InputError(fmt::format("{}: there is no revision '{}'", printable(tree_.string()),
                                 printable(revision_)));
  }

  std::string read(const std::string& name) const {
    ProgramResult blob = run_git(tree_, {"cat-file", "blob", hash_ + ":" + name});
    if (blob.status == 0) return std::move(blob.output);
    const bool is_there =
        !run_git(tree_, {"ls-tree", "--full-tree", hash_, "--", name}).output.empty();
    if (is_there) {
      throw InputError(fmt::format("{}: cannot read {} of '{}': {}", printable(tree_.string()),
                                   name, printable(revision_), first_complaint(blob)));
    }
    throw InputError(
        fmt::format("{}: '{}' has no {}", printable(tree_.string()), printable(revision_), name));
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
  return {printable(revision), commit.summary(),
          read_files([&](const std::string& name) { return commit.read(name); })};
}

KernelSources read_folder(const fs::path& tree) {
  std::error_code error;
  if (!fs::is_directory(tree, error)) {
    throw InputError(fmt::format("--tree: there is no folder {}", printable(tree.string())));
  }
  const std::string name = printable(tree.string());
  return {name, "the files as they lie in " + name,
          read_files([&](const std::string& file) { return read_input(tree / file); })};
}

bool defines_write_side(const std::string& c_file) {
  return c_file.find("__vma_start_write") != std::string::npos;
}

}  // namespace lockstep
