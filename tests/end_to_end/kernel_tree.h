// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {

/// Tests of what is imported from a git tree in kernel style, which is made anew for each test. It
/// has a tag for each state of tests/kernel_tree/: base, v3, merged, each a commit on the one
/// before it. Whatever is run, the tree is the same afterwards and there are no temporary files
/// left.
class KernelTree : public ::testing::Test {
 protected:
  /// Where compiled files are kept: in the test's own folder, or where other tests of the same
  /// build find them, which saves most of the time of a test.
  enum class Cache { kOwn, kShared };

  explicit KernelTree(Cache cache = Cache::kOwn, const std::string& tree_name = "linux");
  ~KernelTree() override;

  const std::filesystem::path& tree() const { return tree_; }
  const std::filesystem::path& folder() const { return folder_.path(); }
  const std::filesystem::path& cache() const { return cache_; }

  /// A file of a state in tests/kernel_tree/.
  static std::string source(const std::string& state, const std::string& name = "mm/mmap_lock.c");

  /// Commits `content` as mm/mmap_lock.c on top of the state `on`, and tags that. Call this before
  /// anything is run.
  void add_state(const std::string& tag, const std::string& content, const std::string& on = "base",
                 const std::string& file = "mm/mmap_lock.c");

  /// Runs git in the tree and returns its output.
  std::string git(const std::vector<std::string>& words) const;

  /// `lockstep`, with the cache and this test's folder for temporary files.
  Command command(const std::vector<std::string>& arguments) const;
  CommandResult run(const std::vector<std::string>& arguments) const;
  /// Runs a short check of two revisions, or of whatever else the options say.
  CommandResult check(const std::vector<std::string>& options,
                      const std::string& pairs = "20000") const;

  /// Expects exit status 2, and one line that contains `message`.
  void expect_error(const std::vector<std::string>& arguments, const std::string& message) const;

  /// A compiler that notes its arguments, a line per call, in a file and then runs `script`, which
  /// may end with exec "$compiler" "$@".
  std::filesystem::path make_compiler(const std::string& script) const;
  std::string compiler_log() const { return content_of(folder() / "compiler.log"); }

  /// From now on, the test expects the tree to be like this in the end.
  void remember();

  void TearDown() override;

 private:
  using Snapshot = std::map<std::string, std::string>;  // contents of all files

  Snapshot take_snapshot() const;
  std::string status() const;

  const TemporaryFolder folder_;
  const std::filesystem::path tree_;
  const std::filesystem::path cache_;
  Snapshot snapshot_;
  std::string status_;
};

/// `text` with its only `from` replaced; fails the test if there is not exactly one.
std::string replaced(std::string text, const std::string& from, const std::string& to);

}  // namespace lockstep::tests
