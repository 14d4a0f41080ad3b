// SPDX-License-Identifier: GPL-2.0-only
// A command that is ended while it imports. Every test of KernelTree expects in the end that the
// tree is as before and that no temporary files are left.
#include <gtest/gtest.h>

#include <csignal>

#include "tests/end_to_end/fault_row.h"
#include "tests/end_to_end/kernel_tree.h"

namespace lockstep::tests {
namespace {

class KilledImport : public KernelTree, public ::testing::WithParamInterface<int> {
 protected:
  /// Runs a check with a compiler that gets stuck when its arguments contain `when`, and ends it
  /// there.
  void kill_at(const std::string& when) {
    const std::filesystem::path stuck = folder() / "stuck";
    const auto compiler =
        make_compiler("case \"$*\" in *" + when + "*) echo $$ > '" + stuck.string() +
                      ".new'; mv '" + stuck.string() + ".new' '" + stuck.string() +
                      "'; exec sleep 100;; esac\nexec \"$compiler\" \"$@\"");
    std::ofstream(folder() / "a.diff") << git({"diff", "base", "merged"});
    const CommandResult result = run_command_until(
        command({"check", "--tree", tree().string(), "--base", "base", "--patch", "a.diff",
                 "--compiler", compiler.string()}),
        [&] { return std::filesystem::exists(stuck); }, GetParam());
    EXPECT_EQ(result.status, 128 + GetParam()) << result.errors;
    expect_ended(std::stoi(content_of(stuck)));
  }

  // A process that has ended has no command line any more, even if nobody has waited for it. A
  // process that still lives is the compiler's shell at first, and then the program that replaces
  // it.
  static void expect_ended(int process) {
    const std::filesystem::path command_line = "/proc/" + std::to_string(process) + "/cmdline";
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    std::string last = content_of(command_line);
    while (!last.empty() && std::chrono::steady_clock::now() < end) last = content_of(command_line);
    EXPECT_EQ(last, "");
  }
};

TEST_P(KilledImport, LeavesNothingBehindWhileItProbes) { kill_at("-fsyntax-only"); }

TEST_P(KilledImport, LeavesNothingBehindWhileItCompiles) { kill_at("' -c '"); }

TEST_P(KilledImport, LeavesNothingBehindWhileItPreprocesses) { kill_at("' -E '"); }

TEST_P(KilledImport, LeavesNothingBehindWhileItLinks) { kill_at("-shared"); }

TEST_P(KilledImport, LeavesACacheThatIsWhole) {
  kill_at("' -c '");
  const CommandResult again = check({"--base", "base", "--patch", "a.diff"});
  EXPECT_EQ(again.status, 0) << again.errors;
  expect_fault_row("SIGINT or SIGKILL while a kernel tree is imported",
                   "no file is left behind, the tree is as before, the cache is whole");
}

INSTANTIATE_TEST_SUITE_P(BySignal, KilledImport, ::testing::Values(SIGINT, SIGKILL));

// What was compiled is then in a temporary folder for as long as it is needed. The checkpoint is
// there once the proof is at work; SIGINT makes it report what it has done.
TEST_P(KilledImport, LeavesNothingBehindWhileItWorksWithoutACache) {
  std::ofstream(cache()) << "in the way";
  const CommandResult result = run_command_until(
      command({"prove", "--tasks", "3", "--ops", "5", "--checkpoint", "proof", "--tree",
               tree().string(), "--base", "base", "--head", "merged"}),
      [&] { return std::filesystem::exists(folder() / "proof"); }, GetParam());
  EXPECT_EQ(result.status, GetParam() == SIGINT ? 4 : 128 + GetParam()) << result.errors;
}

}  // namespace
}  // namespace lockstep::tests
