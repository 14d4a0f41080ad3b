// SPDX-License-Identifier: GPL-2.0-only
// Kernel trees as both sides: the verdicts follow from their contents.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/kernel_tree.h"
#include "tests/end_to_end/tested_build.h"

namespace lockstep::tests {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// The discrepancy of v3 is found after fewer pairs than this.
constexpr const char* kPairs = "100000";

std::string fingerprint(const CommandResult& run) {
  const std::vector<std::string> lines = lines_with(run.output, "Discrepancy 1: ");
  return lines.empty() ? "none" : lines[0].substr(lines[0].find("fingerprint "));
}

using Import = KernelTree;

TEST_F(Import, UpholdsARevisionThatOnlyRenames) {
  const CommandResult run = check({"--base", "base", "--head", "merged"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(
      run.output,
      AllOf(HasSubstr("Claim    merged behaves like base: no functional change\n"),
            ContainsRegex("\n         base: [0-9a-f]{12} \"mm: base\" \\(mm/mmap_lock.c\\)\n"),
            HasSubstr("Verdict  UPHELD")));
  EXPECT_THAT(run.errors, IsEmpty());
}

TEST_F(Import, RefutesTheTwinOfThePatchAsThePatch) {
  const CommandResult run = check({"--base", "base", "--head", "v3"}, kPairs);
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output,
              HasSubstr("VM_WARN_ON_ONCE(!ves->exclusive) in __vma_exit_exclusive_locked"));
  EXPECT_THAT(run.output, ContainsRegex("  source        mm/mmap_lock.c:[0-9]+\n"));
  const CommandResult built_in =
      run_lockstep({"check", "--no-faults", "--stop-at-first", "--runs", kPairs});
  EXPECT_EQ(fingerprint(run), fingerprint(built_in));
}

TEST_F(Import, RefutesARevisionThatDoesNotWait) {
  add_state("broken", replaced(source("base"), "refcount_read(&vma->vm_refcnt) == target",
                               "refcount_read(&vma->vm_refcnt) >= target"));
  const CommandResult run = check({"--base", "base", "--head", "broken"});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("REFUTED"));
}

// None of these takes a step, so that the same schedules can be compared.
TEST_F(Import, KnowsWordsThatPatchesUse) {
  const std::string line = "\tWRITE_ONCE(vma->vm_lock_seq, mm_lock_seq);\n";
  const std::string words =
      "\tguard(rcu)();\n\tmight_sleep();\n\tthis_cpu_inc(vma_writes);\n\tsmp_wmb();\n"
      "\tscoped_guard(rcu) {\n\t" +
      line + "\tsmp_mb__before_atomic();\n\t}\n";
  const std::string function = "int __vma_start_write(";
  add_state("words", replaced(replaced(source("base"), line, words), function,
                              "static DEFINE_PER_CPU(unsigned long, vma_writes);\n\n" + function));
  const CommandResult run = check({"--base", "base", "--head", "words"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("Verdict  UPHELD"));
}

TEST_F(Import, NotesThatAnAssertionIsDropped) {
  const std::string header = "include/linux/mmap_lock.h";
  const std::string end =
      "\tmmap_assert_write_locked(mm);\n\tdo_raw_write_seqcount_end(&mm->mm_lock_seq);\n";
  add_state("dropped", replaced(source("base", header), end, end.substr(end.find('\n') + 1)),
            "base", header);
  const CommandResult run = this->run({"check", "--tree", tree().string(), "--base", "base",
                                       "--head", "dropped", "--runs", "200000"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output,
              AllOf(HasSubstr("Verdict  UPHELD"), HasSubstr("\nNotes: "),
                    HasSubstr("fault_end_write_all"), HasSubstr("lock is not held for write")));
}

TEST_F(Import, SaysThatBothSidesAreTheSameCode) {
  const CommandResult run = check({"--base", "base", "--head", "base"});
  EXPECT_EQ(run.status, 4) << run.errors;
  EXPECT_THAT(run.output,
              HasSubstr("Verdict  INCONCLUSIVE: both sides are the same code, so nothing "
                        "was compared\n"));
  EXPECT_THAT(run.output, HasSubstr("  corpus              0 programs"));
}

// Nothing but the race detector sees this one.
TEST_F(Import, IsWatchedForDataRaces) {
  add_state("weak", replaced(source("base"), "raw_read_seqcount(&mm->mm_lock_seq)",
                             "READ_ONCE(mm->mm_lock_seq.sequence)"));
  const CommandResult run =
      check({"--base", "base", "--head", "weak", "--config", "DEBUG_VM=off,LOCKDEP=off"}, kPairs);
  if (!watches_races()) {
    EXPECT_EQ(run.status, 0) << run.errors;
    EXPECT_THAT(run.output, HasSubstr("not watched by this build"));
    return;
  }
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("data race, reachable"));
  EXPECT_THAT(run.output, ContainsRegex("  source        kernel/abi/environment.h:[0-9]+, "
                                        "kernel/abi/environment.h:[0-9]+\n"));
}

TEST_F(Import, TakesAPlainFolderAsItLies) {
  std::filesystem::create_directory(folder() / "plain");
  for (const char* const part : {"mm", "include"}) {
    std::filesystem::copy(tree() / part, folder() / "plain" / part,
                          std::filesystem::copy_options::recursive);
  }
  std::ofstream(folder() / "back.diff") << git({"diff", "merged", "base"});
  const CommandResult run = this->run(
      {"check", "--no-faults", "--runs", "20000", "--tree", "plain", "--patch", "back.diff"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("plain + back.diff behaves like plain: "));
  EXPECT_THAT(run.output, HasSubstr("plain: the files as they lie in plain (mm/mmap_lock.c)\n"));
}

TEST_F(Import, WritesAnObjectThatIsAVariantLater) {
  const CommandResult import =
      run({"import", "--tree", tree().string(), "--rev", "v3", "-o", "v3.so"});
  EXPECT_EQ(import.status, 0) << import.errors;
  EXPECT_THAT(import.output, ContainsRegex("^v3.so: v3: [0-9a-f]{12} \"mm: v3\"\n$"));
  const CommandResult run =
      this->run({"check", "--no-faults", "--runs", kPairs, "--variant", "v3.so"});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("Claim    v3 behaves like before: "));
}

TEST_F(Import, WorksForTheOtherCommandsToo) {
  std::ofstream(folder() / "p.txt") << "config DEBUG_VM=on LOCKDEP=off\nvma 0 attached\n"
                                       "task reader: send_sigkill writer; vma_start_read 0\n"
                                       "task writer: mmap_write_lock; vma_start_write_killable 0\n"
                                       "schedule: reader*6 writer*\n";
  const std::vector<std::string> sides = {"--tree", tree().string(), "--base",
                                          "base",   "--head",        "v3"};
  const auto run_with = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), sides.begin(), sides.end());
    return run(arguments);
  };
  EXPECT_EQ(run_with({"replay", "p.txt"}).status, 1);
  EXPECT_EQ(run_with({"explore", "p.txt"}).status, 1);
  EXPECT_EQ(run_with({"reduce", "p.txt"}).status, 1);
  EXPECT_EQ(run_with({"prove", "--ops", "2"}).status, 1);
}

// The command that is printed below a discrepancy works.
TEST_F(Import, PrintsHowToReplayWhatItFound) {
  const CommandResult found = check({"--base", "base", "--head", "v3"}, kPairs);
  EXPECT_THAT(found.output, HasSubstr("    lockstep replay --tree " + tree().string() +
                                      " --base base --head v3 FILE\n"));
  std::ofstream(folder() / "FILE") << first_reproducer(found.output);
  const CommandResult replay =
      run({"replay", "--tree", tree().string(), "--base", "base", "--head", "v3", "FILE"});
  EXPECT_EQ(replay.status, 1) << replay.errors;
}

TEST_F(Import, CompilesNothingTheSecondTime) {
  const std::string compiler = make_compiler("exec \"$compiler\" \"$@\"").string();
  const std::vector<std::string> options = {"--base", "base",       "--head",
                                            "merged", "--compiler", compiler};
  const CommandResult cold = check(options);
  EXPECT_EQ(cold.status, 0) << cold.errors;
  EXPECT_THAT(lines_with(compiler_log(), " -c "), SizeIs(2));
  EXPECT_THAT(lines_with(compiler_log(), " -E "), SizeIs(2));
  std::filesystem::remove(folder() / "compiler.log");
  const CommandResult warm = check(options);
  EXPECT_EQ(warm.output, cold.output);
  EXPECT_THAT(lines_with(compiler_log(), "glue.c"), IsEmpty());
  EXPECT_THAT(lines_with(compiler_log(), "-fsyntax-only"), IsEmpty());
  EXPECT_THAT(lines_with(compiler_log(), "--version"), Not(IsEmpty()));
}

// An uninitialised variable has a value that nothing else has, whatever was on the stack.
TEST_F(Import, SeesVariablesThatAreNeverSet) {
  add_state("unset", replaced(replaced(source("base"), "int locked = __vma_enter",
                                       "int result;\n\tint locked = __vma_enter"),
                              "locked(vma));\n\treturn 0;", "locked(vma));\n\treturn result;"));
  const CommandResult run = check({"--base", "base", "--head", "unset"});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, AllOf(HasSubstr("return code, reachable"), HasSubstr("-1431655766")));
}

TEST_F(Import, AsksOnlyCompilersThatCanToFillVariables) {
  const auto flag_of = [&](const std::string& version) {
    std::filesystem::remove_all(cache());
    std::filesystem::remove(folder() / "compiler.log");
    const std::string compiler = make_compiler("case \"$*\" in --version) echo '" + version +
                                               "'; exit;; esac\nexec \"$compiler\" \"$@\"")
                                     .string();
    run({"import", "--tree", tree().string(), "--rev", "base", "-o", "a.so", "--compiler",
         compiler});
    return lines_with(compiler_log(), "-ftrivial-auto-var-init=pattern").size();
  };
  EXPECT_EQ(flag_of("gcc (Debian 11.2.0-14) 11.2.0"), 0u);
  EXPECT_GT(flag_of("gcc (Debian 12.2.0-14) 12.2.0"), 0u);
  EXPECT_GT(flag_of("clang version 14.0.6"), 0u);
}

TEST_F(Import, CompilesAgainWhatIsNoObjectAnyMore) {
  const std::vector<std::string> import = {"import", "--tree", tree().string(), "--rev",
                                           "base",   "-o",     "a.so"};
  EXPECT_EQ(run(import).status, 0);
  for (const auto& entry : std::filesystem::directory_iterator(cache() / "lockstep")) {
    std::ofstream(entry.path()) << "no object";
  }
  const CommandResult again = run(import);
  EXPECT_EQ(again.status, 0) << again.errors;
}

TEST_F(Import, WorksWithoutACacheAndSaysSo) {
  std::ofstream(cache()) << "in the way";
  const CommandResult run = check({"--base", "base", "--head", "v3"}, kPairs);
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(lines_with(run.errors,
                         "/cache/lockstep: Not a directory: what was compiled is not "
                         "kept"),
              SizeIs(2));
  EXPECT_THAT(run.output, ContainsRegex("  source        mm/mmap_lock.c:[0-9]+\n"));
}

TEST_F(Import, IsNotMisledByAHookOfAnotherRepository) {
  Command hooked = command({"import", "--tree", tree().string(), "--rev", "base", "-o", "a.so"});
  hooked.environment.insert(hooked.environment.end(),
                            {"GIT_DIR=/nowhere", "GIT_INDEX_FILE=/nowhere/index",
                             "GIT_WORK_TREE=/nowhere", "GIT_PAGER=false"});
  const CommandResult run = run_command(hooked);
  EXPECT_EQ(run.status, 0) << run.errors;
}

/// Names that a shell, git or the C compiler could take for something else.
class ImportWithOddNames : public KernelTree {
 protected:
  ImportWithOddNames() : KernelTree(Cache::kOwn, "-li nux's \"$(touch x)\"\n\\tree") {}
};

TEST_F(ImportWithOddNames, TakesThemAsTheyAre) {
  const std::string patch = "-p \"'\n$(touch y).patch";
  std::ofstream(folder() / patch) << git({"diff", "base", "merged"});
  git({"update-ref", "refs/heads/it's-$(z)&\"", "base"});
  remember();
  const std::string tree_name = tree().filename().string();
  std::vector<std::string> arguments = {"check", "--no-faults", "--runs", "20000"};
  arguments.insert(arguments.end(),
                   {"--tree=" + tree_name, "--base=it's-$(z)&\"", "--patch=" + patch});
  const CommandResult run = this->run(arguments);
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("Claim    it's-$(z)&\" + -p \"'\\n$(touch y).patch behaves "
                                    "like it's-$(z)&\": "));
  for (const char* const name : {"x", "y"}) {
    EXPECT_FALSE(std::filesystem::exists(folder() / name));
  }
}

}  // namespace
}  // namespace lockstep::tests
