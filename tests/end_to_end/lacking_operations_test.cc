// SPDX-License-Identifier: GPL-2.0-only
// Implementations that lack operations: these are left out, and the reports say so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/golden.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kPairs = "150000";
constexpr const char* kKilled = LOCKSTEP_SOURCE_DIR "/corpus/seeds/killed_twice.txt";

void expect_bad_input(const CommandResult& run, const std::string& message) {
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.output, IsEmpty());
  EXPECT_THAT(run.errors, HasSubstr(message));
  EXPECT_EQ(std::ranges::count(run.errors, '\n'), 1) << run.errors;
}

/// The programs of corpus/seeds/ that contain a word.
std::ptrdiff_t seeds_with(const std::string& word) {
  namespace fs = std::filesystem;
  const fs::directory_iterator files(LOCKSTEP_SOURCE_DIR "/corpus/seeds");
  return std::count_if(begin(files), end(files), [&](const fs::directory_entry& file) {
    return content_of(file.path()).find(word) != std::string::npos;
  });
}

TEST(LackingOperations, AreLeftOutOfACheckThatSaysSo) {
  const CommandResult run =
      run_lockstep({"check", "--variant", implementation_file("lacks_killable"), "--runs", kPairs});
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  EXPECT_THAT(run.output,
              AllOf(HasSubstr("\nVerdict  UPHELD within the bounds of the search below: "
                              "no reachable discrepancy"),
                    HasSubstr(" programs (all but those left out), ")));
  const std::string line =
      "  left out            vma_start_write_killable: lacks_killable lacks it; " +
      std::to_string(seeds_with("vma_start_write_killable")) + " corpus programs with it";
  EXPECT_THAT(lines_with(run.output, "left out  "),
              ElementsAre(line, StartsWith("  left out            fault_start_write_killable: ")));
}

TEST(LackingOperations, AreLeftOutIfTheReferenceLacksThemToo) {
  const std::string file = implementation_file("lacks_killable");
  const CommandResult reference =
      run_lockstep({"check", "--primitives", "--reference", file, "--no-faults", "--stop-at-first",
                    "--runs", kPairs});
  EXPECT_EQ(reference.status, 1) << "v3 is refuted by enter_exclusive alone";
  EXPECT_THAT(reference.output, HasSubstr("vma_start_write_killable: lacks_killable lacks it;"));
  const CommandResult both =
      run_lockstep({"check", "--reference", file, "--variant",
                    implementation_file("only_uninterruptible"), "--no-faults", "--runs", kPairs});
  EXPECT_EQ(both.status, 0) << both.output << both.errors;
  EXPECT_THAT(
      both.output,
      AllOf(HasSubstr("vma_start_write_killable: lacks_killable and only_uninterruptible lack it;"),
            HasSubstr("enter_exclusive killable/interruptible: only_uninterruptible lacks it;"),
            Not(HasSubstr("fault_"))));
}

TEST(LackingOperations, AreNotMentionedIfThereAreNone) {
  EXPECT_THAT(
      run_lockstep({"check", "--variant", implementation_file("same_as_before"), "--runs", "10000"})
          .output,
      Not(HasSubstr("left out")));
}

// The implementation lacks the operation that refutes v3.
TEST(LackingOperations, AreLeftOutOfAProofThatSaysSo) {
  const CommandResult run = run_lockstep(
      {"prove", "--ops", "2", "--variant", implementation_file("only_uninterruptible")});
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  EXPECT_EQ(run_lockstep({"prove", "--ops", "2", "--variant", "v3"}).status, 1);
  expect_golden_layout("prove_left_out", run.output);
}

TEST(LackingOperations, InAProgramFileAreAMistake) {
  const std::string file = implementation_file("lacks_killable");
  const std::string message =
      "killed_twice.txt:4:31: expected an operation that lacks_killable has, found "
      "'vma_start_write_killable 0'\n";
  for (const char* const command : {"replay", "explore", "reduce"}) {
    expect_bad_input(run_lockstep({command, "--variant", file, kKilled}), message);
    expect_bad_input(run_lockstep({command, "--reference", file, kKilled}), message);
  }
  expect_bad_input(run_lockstep({"replay", "--variant", "merged", "--variant", file, kKilled}),
                   message);
}

TEST(LackingOperations, AreNoMistakeInProgramsWithoutThem) {
  const TemporaryFolder folder;
  const auto program = folder.add("program.txt", "vma 0 attached\ntask a: vma_start_read 0\n");
  for (const char* const command : {"replay", "explore", "reduce"}) {
    EXPECT_EQ(run_lockstep(
                  {command, "--variant", implementation_file("lacks_killable"), program.string()})
                  .status,
              0);
  }
}

TEST(LackingOperations, AreLeftOutWhenAFoldersBytesAreUnpacked) {
  const TemporaryFolder folder;
  const std::string bytes = folder.path() / "bytes";
  run_lockstep({"corpus", "pack", LOCKSTEP_SOURCE_DIR "/corpus/seeds", "--output", bytes});
  const CommandResult run = run_lockstep(
      {"corpus", "unpack", "--variant", implementation_file("only_uninterruptible"), bytes});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.errors, HasSubstr(" left out for operations that a side lacks, "));
  EXPECT_THAT(run.output, AllOf(HasSubstr("enter_exclusive 0 uninterruptible"),
                                Not(HasSubstr("vma_start_write_killable"))));
}

TEST(Tables, OfAnotherVersionOrWithoutWhatIsNeededAreAMistake) {
  const auto check = [](const char* name) {
    return run_lockstep({"check", "--variant", implementation_file(name), "--runs", "1"});
  };
  expect_bad_input(check("version_one"), "version_one.so has version 1 of the table, expected 4: ");
  expect_bad_input(check("empty_entry"),
                   "empty_entry.so lacks what every implementation needs: vma_start_write\n");
}

}  // namespace
}  // namespace lockstep::tests
