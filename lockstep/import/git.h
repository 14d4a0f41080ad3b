// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/import/run_program.h"
#include "lockstep/import/scratch_folder.h"

namespace lockstep {

/// Runs git on the repository that `tree` is in. Nothing is written there: no locks are taken, and
/// nothing is fetched. Throws InputError if there is no git.
ProgramResult run_git(const std::filesystem::path& tree, const std::vector<std::string>& words);

/// Runs git as a tool on the files of a scratch folder, in its subfolder `where`: without a
/// repository, and without the user's configuration.
ProgramResult run_git_outside(const ScratchFolder& scratch, const std::filesystem::path& where,
                              const std::vector<std::string>& words,
                              const std::filesystem::path& input = {});

/// What git complained of first, without its "error: " or "fatal: ".
std::string first_complaint(const ProgramResult& result);

/// One commit of a git repository, which is not changed.
class Commit {
 public:
  /// `tree` is in the repository; `revision` is anything that names a commit. Throws InputError if
  /// there is no repository or no such commit.
  Commit(std::filesystem::path tree, std::string revision);

  /// A file; nothing if there is none. Throws InputError if git cannot read it.
  std::optional<std::string> read(const std::string& name) const;

  /// The name that a file of `before` has here, if git finds that it was renamed (`git diff -M`).
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
