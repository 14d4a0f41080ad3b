// SPDX-License-Identifier: GPL-2.0-only
// What can go wrong with a tree, a revision, a patch or a compiler: one line, and exit status 2.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/end_to_end/kernel_tree.h"

namespace lockstep::tests {
namespace {

class ImportError : public KernelTree {
 protected:
  void expect_check_error(const std::vector<std::string>& options, const std::string& message) {
    std::vector<std::string> arguments = {"check", "--tree", tree().string()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    expect_error(arguments, message);
  }

  void expect_patch_error(const std::string& content, const std::string& message) {
    std::ofstream(folder() / "p.patch", std::ios::binary) << content;
    expect_check_error({"--base", "base", "--patch", "p.patch"}, message);
  }

  /// A revision with this change of base's C file does not compile, and this is the message.
  void expect_compile_error(const std::string& from, const std::string& to,
                            const std::string& message) {
    add_state("changed", replaced(source("base"), from, to));
    expect_error({"import", "--tree", tree().string(), "--rev", "changed", "-o", "a.so"}, message);
    EXPECT_FALSE(std::filesystem::exists(folder() / "a.so"));
  }
};

/// The line and column of a text, "12:3".
std::string position(const std::string& content, const std::string& text) {
  const std::size_t at = content.find(text);
  const std::size_t line_start = content.rfind('\n', at) + 1;
  return std::to_string(std::count(content.begin(), content.begin() + static_cast<long>(at), '\n') +
                        1) +
         ":" + std::to_string(at - line_start + 1);
}

TEST_F(ImportError, NamesATreeThatIsNone) {
  expect_error({"check", "--tree", "/nowhere", "--base", "a", "--head", "b"},
               "--tree: there is no folder /nowhere");
  expect_error({"check", "--tree", "tmp", "--base", "a", "--head", "b"},
               "--tree: tmp is not a git tree: not a git repository");
  expect_error({"import", "--tree", "tmp", "-o", "a.so"}, "tmp has no mm/mmap_lock.c");
}

TEST_F(ImportError, NamesARevisionThatIsNone) {
  expect_check_error({"--base", "base", "--head", "v9"}, "there is no revision 'v9'");
  expect_check_error({"--base", "base..v3", "--head", "v3"}, "there is no revision 'base..v3'");
  expect_check_error({"--base", "base:mm", "--head", "v3"}, "there is no revision 'base:mm'");
  expect_check_error({"--base", "a\nb", "--head", "v3"}, "there is no revision 'a\\nb'");
}

TEST_F(ImportError, TakesNoRevisionForAnOption) {
  for (const char* const option : {"--git-dir", "--all", "--output=x", "-h", "--"}) {
    expect_check_error({std::string("--base=") + option, "--head", "v3"},
                       std::string("there is no revision '") + option + "'");
  }
  EXPECT_FALSE(std::filesystem::exists(tree() / "x"));
}

TEST_F(ImportError, NamesAFileThatTheRevisionLacks) {
  git({"checkout", "--quiet", "--detach", "base"});
  git({"rm", "--quiet", "mm/mmap_lock.c"});
  git({"commit", "--quiet", "-m", "gone"});
  git({"tag", "gone"});
  git({"checkout", "--quiet", "main"});
  remember();
  expect_check_error({"--base", "base", "--head", "gone"}, "'gone' has no mm/mmap_lock.c");
}

TEST_F(ImportError, NamesTheHunkThatFails) {
  std::string mailbox = git({"format-patch", "--stdout", "base..merged"});
  const std::string line = "\tbool exclusive;\n";
  mailbox.replace(mailbox.find("\n \tbool exclusive;\n") + 1, line.size() + 1,
                  " \tbool different;\n");
  expect_patch_error(mailbox,
                     "p.patch: \"[PATCH 2/2] mm: merged\" does not apply: "
                     "mm/mmap_lock.c, hunk ");
  expect_check_error(
      {"--base", "v3", "--patch", "p.patch"},
      "p.patch: \"[PATCH 1/2] mm: v3\" does not apply: mm/mmap_lock.c, hunk 1 (@@ -");
}

TEST_F(ImportError, NamesAPatchThatIsNone) {
  expect_check_error({"--base", "base", "--patch", "missing.patch"},
                     "cannot read missing.patch: No such file");
  expect_check_error({"--base", "base", "--patch", "tmp"}, "cannot read tmp: it is a folder");
  expect_patch_error("hello\n", "p.patch: expected a diff, a mail with one, or a mailbox");
  expect_patch_error("", "p.patch: expected a diff");
  expect_patch_error("diff --git a/mm/mmap_lock.c b/mm/mmap_lock.c\n@@ nonsense\n", "p.patch: ");
}

TEST_F(ImportError, NamesACompilerThatIsNone) {
  expect_check_error({"--base", "base", "--head", "v3", "--compiler", "/nowhere/cc"},
                     "--compiler: cannot run '/nowhere/cc'");
  expect_check_error({"--base", "base", "--head", "v3", "--compiler", "no-such-compiler"},
                     "--compiler: cannot run 'no-such-compiler'");
  expect_check_error({"--base", "base", "--head", "v3", "--compiler", "false"},
                     "--compiler: cannot run 'false'");
}

TEST_F(ImportError, SaysThatThereIsNoGit) {
  Command command = this->command({"import", "--tree", tree().string(), "--rev", "v3", "-o", "a"});
  command.environment.emplace_back("PATH=/nowhere");
  const CommandResult result = run_command(command);
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.errors, "lockstep: cannot run git: No such file or directory\n");
}

TEST_F(ImportError, GivesTheCompilersWordsForAMistake) {
  expect_compile_error("err = 0;", "err = 0", "changed: mm/mmap_lock.c:");
  EXPECT_THAT(run({"import", "--tree", tree().string(), "--rev", "changed", "-o", "a.so"}).errors,
              ::testing::ContainsRegex("mm/mmap_lock.c:[0-9]+:[0-9]+: expected ';'"));
}

TEST_F(ImportError, NamesAFunctionThatTheKernelLacks) {
  expect_compile_error("err = 0;", "frob(err);",
                       "changed: mm/mmap_lock.c:" + position(source("base"), "err = 0;") +
                           ": kernel/ has no frob(): see docs/adding-a-kernel-primitive.md");
}

TEST_F(ImportError, NamesAMacroThatTheKernelLacks) {
  expect_compile_error("err = 0;", "err = FROB;",
                       "kernel/ has no FROB: see docs/adding-a-kernel-primitive.md");
}

TEST_F(ImportError, NamesAClassOfLocksThatTheKernelLacks) {
  expect_compile_error("err = 0;", "guard(frob)(vma);",
                       "changed: mm/mmap_lock.c:" + position(source("base"), "err = 0;") +
                           ": kernel/ has no guard(frob): see docs/adding-a-kernel-primitive.md");
}

TEST_F(ImportError, NamesWhatReadsACounterThatNobodyCounts) {
  expect_compile_error("err = 0;", "err = this_cpu_read(vma->vm_lock_seq);",
                       "kernel/ has no this_cpu_read(): see docs/adding-a-kernel-primitive.md");
}

TEST_F(ImportError, NamesAHeaderThatTheKernelLacks) {
  expect_compile_error("<linux/rcuwait.h>", "<linux/frob.h>",
                       "kernel/ has no <linux/frob.h>: see docs/adding-a-kernel-primitive.md");
}

TEST_F(ImportError, NamesAFieldThatTheKernelLacks) {
  expect_compile_error("err = 0;", "vma->vm_frob = 0;",
                       "kernel/ has no member vm_frob in struct vm_area_struct: see "
                       "docs/adding-a-kernel-primitive.md");
}

TEST_F(ImportError, NamesAFunctionThatIsMissingWhenTheObjectIsLoaded) {
  add_state("changed", replaced(replaced(source("base"), "err = 0;", "frob(err);"),
                                "#include <linux/rcuwait.h>",
                                "#include <linux/rcuwait.h>\nextern void frob(int err);"));
  expect_error(
      {"import", "--tree", tree().string(), "--rev", "changed", "-o", "a.so"},
      "changed: mm/mmap_lock.c:5:13: frob() is defined neither in the files that were taken "
      "nor in kernel/: see docs/adding-a-kernel-primitive.md");
}

TEST_F(ImportError, SaysThatATreeHasNoLockThatItKnows) {
  add_state("half", "#include <linux/mmap_lock.h>\n");
  add_state("other", "/* nothing */\n", "half", "include/linux/mmap_lock.h");
  expect_error({"import", "--tree", tree().string(), "--rev", "other", "-o", "a.so"},
               "other: mm/mmap_lock.c has a form of the lock that Lockstep does not know");
}

TEST_F(ImportError, IsWhatContradictsItself) {
  expect_check_error({"--base", "base"}, "--tree: expected --head REV or --patch FILE");
  expect_check_error({}, "--tree: expected --head REV or --patch FILE");
  expect_check_error({"--head", "v3"}, "--head: expected --base REV");
  expect_check_error({"--base", "base", "--head", "v3", "--variant", "v3"}, "--variant");
  expect_check_error({"--base", "base", "--head", "v3", "--reference", "v3"}, "--reference");
  expect_error({"check", "--base", "v3"}, "--tree");
  expect_error({"check", "--patch", "p.patch"}, "--tree");
  expect_error({"import", "-o", "a.so"}, "--tree");
  expect_error({"import", "--tree", "linux"}, "--output");
  expect_error({"import", "--tree", "linux", "--rev", "v3", "-o", "/nowhere/a.so"},
               "cannot write /nowhere/a.so");
}

TEST_F(ImportError, IsARegressionTestThatCannotNameItsSides) {
  std::ofstream(folder() / "p.txt") << "vma 0 attached\ntask a: vma_start_read 0\n";
  expect_error({"reduce", "p.txt", "--test", "t.cc", "--tree", tree().string(), "--base", "base",
                "--head", "v3"},
               "--test: expected --reference and --variant");
}

}  // namespace
}  // namespace lockstep::tests
