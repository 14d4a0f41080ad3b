// SPDX-License-Identifier: GPL-2.0-only
#include "tests/end_to_end/kernel_tree.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>

#include "tests/end_to_end/tested_build.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& content) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
}

}  // namespace

KernelTree::KernelTree(Cache cache, const std::string& tree_name)
    : tree_(folder_.path() / tree_name),
      cache_(cache == Cache::kOwn ? folder_.path() / "cache"
                                  : fs::path(built_file("tests/import-cache"))) {
  fs::create_directories(tree_);
  fs::create_directory(folder() / "tmp");
  git({"init", "--quiet", "--initial-branch=main", "."});
  write(tree_ / "include/linux/mmap_lock.h", source("base", "include/linux/mmap_lock.h"));
  write(tree_ / "Makefile", "# not compared\n");
  for (const char* const state : {"base", "v3", "merged"}) {
    write(tree_ / "mm/mmap_lock.c", source(state));
    git({"add", "."});
    git({"commit", "--quiet", "-m", std::string("mm: ") + state});
    git({"tag", state});
  }
  remember();
}

KernelTree::~KernelTree() = default;

std::string KernelTree::source(const std::string& state, const std::string& name) {
  return content_of(fs::path(LOCKSTEP_SOURCE_DIR "/tests/kernel_tree") / state / name);
}

void KernelTree::add_state(const std::string& tag, const std::string& content,
                           const std::string& on, const std::string& file) {
  git({"checkout", "--quiet", "--detach", on});
  write(tree_ / file, content);
  git({"add", "."});
  git({"commit", "--quiet", "-m", "mm: " + tag});
  git({"tag", tag});
  git({"checkout", "--quiet", "main"});
  remember();
}

std::string KernelTree::git(const std::vector<std::string>& words) const {
  Command command = {
      .words = {"git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", tree_.string()},
      .environment = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_OPTIONAL_LOCKS=0",
                      "GIT_AUTHOR_DATE=2026-01-01T00:00:00Z",  // equal trees have equal names
                      "GIT_COMMITTER_DATE=2026-01-01T00:00:00Z"}};
  command.words.insert(command.words.end(), words.begin(), words.end());
  const CommandResult result = run_command(command);
  EXPECT_EQ(result.status, 0) << words.front() << ": " << result.errors;
  return result.output;
}

Command KernelTree::command(const std::vector<std::string>& arguments) const {
  Command command = {.words = {built_command()},
                     .folder = folder(),
                     .environment = {"XDG_CACHE_HOME=" + cache().string(),
                                     "TMPDIR=" + (folder() / "tmp").string()}};
  command.words.insert(command.words.end(), arguments.begin(), arguments.end());
  return command;
}

CommandResult KernelTree::run(const std::vector<std::string>& arguments) const {
  return run_command(command(arguments));
}

CommandResult KernelTree::check(const std::vector<std::string>& options,
                                const std::string& pairs) const {
  std::vector<std::string> arguments = {"check", "--no-faults", "--stop-at-first", "--runs",
                                        pairs,   "--tree",      tree_.string()};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return run(arguments);
}

void KernelTree::expect_error(const std::vector<std::string>& arguments,
                              const std::string& message) const {
  const CommandResult result = run(arguments);
  EXPECT_EQ(result.status, 2) << result.errors;
  EXPECT_THAT(result.output, ::testing::IsEmpty());
  EXPECT_THAT(result.errors,
              ::testing::AllOf(::testing::StartsWith("lockstep: "), ::testing::HasSubstr(message)));
  EXPECT_EQ(std::ranges::count(result.errors, '\n'), 1) << result.errors;
}

fs::path KernelTree::make_compiler(const std::string& script) const {
  const fs::path file = folder_.add(
      "cc", "#!/bin/sh\necho \"$*\" >> '" + (folder() / "compiler.log").string() + "'\ncompiler='" +
                build_setting("CMAKE_C_COMPILER") + "'\n" + script + "\n");
  fs::permissions(file, fs::perms::owner_all);
  return file;
}

KernelTree::Snapshot KernelTree::take_snapshot() const {
  Snapshot snapshot;
  for (const auto& entry : fs::recursive_directory_iterator(tree_)) {
    snapshot[entry.path().string()] = entry.is_regular_file() ? content_of(entry.path()) : "";
  }
  return snapshot;
}

std::string KernelTree::status() const {
  return git({"status", "--porcelain"}) + git({"worktree", "list"}) + git({"stash", "list"});
}

void KernelTree::remember() {
  status_ = status();
  snapshot_ = take_snapshot();
}

// After a signal, temporary files are removed a moment after the command has ended.
void KernelTree::TearDown() {
  EXPECT_TRUE(take_snapshot() == snapshot_) << "the tree has changed";
  EXPECT_EQ(status(), status_);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!fs::is_empty(folder() / "tmp") && std::chrono::steady_clock::now() < end) {
  }
  EXPECT_TRUE(fs::is_empty(folder() / "tmp")) << "there are temporary files left";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  EXPECT_EQ(text.find(from, at + 1), std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace lockstep::tests
