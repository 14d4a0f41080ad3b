// SPDX-License-Identifier: GPL-2.0-only
// What a user can get wrong: one line that says what was expected, and exit status 2.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <random>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

void expect_bad_input(const CommandResult& run, const std::string& message) {
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.output, IsEmpty());
  EXPECT_THAT(run.errors, AllOf(StartsWith("lockstep: "), HasSubstr(message)));
  EXPECT_EQ(std::ranges::count(run.errors, '\n'), 1) << run.errors;
}

class BadProgram : public ::testing::Test {
 protected:
  void expect(const std::string& text, const std::string& message) {
    folder_.add("bad.txt", text);
    expect_bad_input(run_lockstep({"replay", "bad.txt"}, folder_.path()), "bad.txt:" + message);
  }

  TemporaryFolder folder_;
};

TEST_F(BadProgram, IsNamedWithLineAndColumn) {
  expect("vma 0 attached\ntask a: vma_strat_read 0\n",
         "2:9: expected an operation, found 'vma_strat_read' (did you mean vma_start_read?)");
  expect("vma 0 attached\ntask a: vma_start_read 3\n",
         "2:24: expected a declared VMA 0, found '3'");
  expect("vma 0 atached\n", "1:7: ");
  expect("taks a: mmap_read_lock\n", "1:1: ");
  expect("config DEBUG_WM=on\n", "1:8: ");
  expect("config DEBUG_VM=on DEBUG_VM=off\n", "1:20: a second DEBUG_VM");
  expect("vma 0 attached\ntask a: vma_start_read 0\nschedule: b*\n", "3:11: ");
  expect("", "1:1: ");
}

TEST_F(BadProgram, MayBeAnyBytes) {
  // None of 2,000 texts of random bytes can be a program: a program needs a word of four letters at
  // the start of a line, and each text has only some 50 bytes.
  std::mt19937 random(4711);
  std::string all;
  for (int i = 0; i < 20; ++i) {
    std::string text;
    for (int byte = 0; byte < 50; ++byte) text += static_cast<char>(random() & 0xff);
    folder_.add("bad.txt", text);
    const CommandResult run = run_lockstep({"replay", "bad.txt"}, folder_.path());
    EXPECT_EQ(run.status, 2) << run.errors;
  }
}

TEST(BadInput, OfAHundredMegabytesIsRefusedAtOnce) {
  const TemporaryFolder folder;
  const auto file = folder.add("huge.txt", "");
  ASSERT_EQ(truncate(file.c_str(), 100'000'000), 0);
  expect_bad_input(run_lockstep({"check", "--corpus", folder.path().string()}), "huge.txt");
  expect_bad_input(run_lockstep({"replay", file.string()}), "huge.txt");
  expect_bad_input(run_lockstep({"corpus", "unpack", file.string()}), "huge.txt");
}

TEST(BadInput, NamesTheNearestNameThatThereIs) {
  expect_bad_input(run_lockstep({"check", "--variant", "mergd"}), "(did you mean merged?)");
  expect_bad_input(run_lockstep({"check", "--reference", "befor"}), "(did you mean before?)");
  expect_bad_input(run_lockstep({"check", "--strategy", "randum"}), "(did you mean random?)");
  expect_bad_input(run_lockstep({"check", "--config", "LOCKDEB=on"}), "(did you mean LOCKDEP?)");
  expect_bad_input(run_lockstep({"check", "--varaint", "v3"}), "(did you mean --variant?)");
  expect_bad_input(run_lockstep({"list", "vma_strat_read"}), "(did you mean vma_start_read?)");
  expect_bad_input(run_lockstep({"corpus", "unpak"}),
                   "(did you mean unpack?); see lockstep corpus");
  expect_bad_input(run_lockstep({"selftest", "thread"}), "(did you mean threads?)");
  expect_bad_input(run_lockstep({"chek"}), "(did you mean check?)");
  expect_bad_input(run_lockstep({"list", "operation"}), "(did you mean operations?)");
}

// Every option of every command: lockstep/cli/commands_test.cc.
TEST(BadInput, IncludesEmptyValues) {
  expect_bad_input(run_lockstep({"check", "--tree", "", "--base", "a", "--head", "b"}),
                   "--tree: expected a value, found an empty one");
  expect_bad_input(run_lockstep({"check", "--known="}), "--known: expected a value");
  expect_bad_input(run_lockstep({"corpus", "list", ""}), "DIR: expected a value");
}

TEST(BadInput, IncludesFoldersWithoutPrograms) {
  const TemporaryFolder folder;
  const std::string path = folder.path().string();
  const std::string message = path + ": expected programs, found none";
  expect_bad_input(run_lockstep({"check", "--corpus", path}), message);
  expect_bad_input(run_lockstep({"corpus", "list", path}), message);
  expect_bad_input(run_lockstep({"corpus", "pack", path, "--output", path}), message);
  expect_bad_input(run_lockstep({"corpus", "unpack", path, "--output", path}), message);
}

TEST(BadInput, IncludesOptionsThatExcludeEachOther) {
  expect_bad_input(run_lockstep({"check", "--runs", "10", "--time", "1s"}), "--runs");
  expect_bad_input(run_lockstep({"check", "--config", "DEBUG_VM=on,DEBUG_VM=off"}), "DEBUG_VM");
  expect_bad_input(run_lockstep({"check", "--config", "DEBUG_VM=on,DEBUG_VM=on"}),
                   "--config: DEBUG_VM is given twice");
  expect_bad_input(run_lockstep({"check", "--corpus", "a", "--no-corpus"}), "--no-corpus");
}

TEST(BadInput, IncludesNumbersAndTimesThatAreNone) {
  expect_bad_input(run_lockstep({"check", "--runs", "many"}), "--runs: expected");
  expect_bad_input(run_lockstep({"check", "--runs", "-1"}), "--runs");
  expect_bad_input(run_lockstep({"check", "--time", "10 years"}), "--time: expected a time");
  expect_bad_input(run_lockstep({"check", "--seed", "99999999999999999999"}), "--seed: expected");
  expect_bad_input(run_lockstep({"check", "--config", "DEBUG_VM=maybe"}), "maybe");
  expect_bad_input(run_lockstep({"check", "--format", "yaml"}), "--format: expected text");
}

TEST(BadInput, IncludesFilesThatAreNotThere) {
  expect_bad_input(run_lockstep({"replay", "/nowhere/program.txt"}), "/nowhere/program.txt");
  expect_bad_input(run_lockstep({"check", "--corpus", "/nowhere"}), "/nowhere");
  expect_bad_input(run_lockstep({"check", "--variant", "/nowhere/variant.so"}), "/nowhere");
  expect_bad_input(run_lockstep({"check", "--variant", built_command()}), built_command());
}

TEST(BadInput, IncludesOutputThatCannotBeWrittenAndSaysSoBeforeTheWork) {
  expect_bad_input(run_lockstep({"check", "--time", "1h", "--output", "/nowhere/report.txt"}),
                   "/nowhere/report.txt");
  expect_bad_input(run_lockstep({"check", "--time", "1h", "--output", "/"}), "/");
}

TEST(BadInput, IncludesNoCommandAtAll) {
  expect_bad_input(run_lockstep({}), "see lockstep --help");
}

}  // namespace
}  // namespace lockstep::tests
