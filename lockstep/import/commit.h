// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

/// One commit of a git repository, which stays as it is.
class Commit {
 public:
  /// `tree` is in the repository; `revision` is anything that names a commit. Throws InputError if
  /// there is no repository or no such commit.
  Commit(std::filesystem::path tree, std::string revision);

  /// A file; nothing if there is none. Throws InputError if git cannot read it.
  std::optional<std::string> read(const std::string& name) const;

  /// The name that a file of `before` has here, if git takes it for renamed (`git diff -M`).
  std::optional<std::string> find_renamed(const Commit& before, const std::string& name) const;

  /// The names of all files that are different in the two, sorted. Empty if git cannot tell.
  std::vector<std::string> changed_since(const Commit& before) const;

  /// For messages: the tree and the revision.
  std::string shown() const;

  /// The short hash and the subject.
  std::string summary() const;

 private:
  [[noreturn]] void fail_tree() const;

  std::filesystem::path tree_;
  std::string revision_;
  std::string hash_;
};

}  // namespace lockstep
