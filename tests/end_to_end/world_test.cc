// SPDX-License-Identifier: GPL-2.0-only
// What the world can do to a command: full disks, no memory, signals. Nothing is lost or
// half-written, and one line says what happened.
#include "tests/end_to_end/world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/end_to_end/fault_row.h"
#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Whether an executable is in a folder, under a name of its own.
bool has_program(const fs::path& folder) {
  std::error_code none_yet;
  return std::ranges::any_of(fs::directory_iterator(folder, none_yet),
                             [](const auto& entry) { return entry.path().extension() == ".txt"; });
}

TEST_F(World, WithAFullDiskIsToldOfInOneLine) {
  expect_one_line(shell("$lockstep list > /dev/full"), 2, "cannot write to standard output");
  expect_one_line(shell("$lockstep check --runs 100 --output /dev/full"), 2, "/dev/full");
  expect_fault_row("the disk is full", "one line with the file's name, exit status 2");
}

// The limit comes once the command is at work: sanitizers write files of their own before.
TEST_F(World, WithNoRoomForAFileLeavesTheOldOne) {
  std::ofstream(folder_.path() / "report.txt") << "old\n";
  const CommandResult run = shell(
      "mkfifo errors; cat errors >&2 & "
      "$lockstep check --runs 100000000000 --no-faults --quiet --save found --output report.txt "
      "2>errors & "
      "until [ -e found/*.txt ]; do :; done; prlimit --pid $! --fsize=0; kill $!; wait $!; "
      "status=$?; wait; rm errors; exit $status");
  EXPECT_EQ(run.status, 2);
  EXPECT_EQ(run.errors, "lockstep: cannot write report.txt: File too large\n");
  EXPECT_EQ(content_of(folder_.path() / "report.txt"), "old\n");
  EXPECT_THAT(files(), ::testing::UnorderedElementsAre("report.txt", "found"));
  expect_fault_row("a file may not grow",
                   "one line with its name, exit status 2; the old file is still there, whole");
}

TEST_F(World, WithAFolderThatCannotBeMadeIsToldOfBeforeTheCheck) {
  expect_one_line(shell("$lockstep check --save /dev/null/there"), 2,
                  "--save: /dev/null/there: Not a directory");
  expect_fault_row("a folder to save to cannot be made",
                   "one line before the check begins, exit status 2");
}

// Nobody may write there, not even root.
TEST_F(World, WithAFolderThatIsReadOnlyIsToldOfInOneLine) {
  expect_one_line(shell("$lockstep check --runs 100 --output /sys/report.txt"), 2,
                  "/sys/report.txt");
  expect_one_line(shell("$lockstep check --save /sys/found"), 2, "--save: /sys/found");
  expect_one_line(shell("$lockstep prove --ops 1 --checkpoint /sys/proof"), 2, "/sys/proof");
  expect_one_line(shell("$lockstep corpus pack " LOCKSTEP_SOURCE_DIR
                        "/corpus/regressions --output /sys/packed"),
                  2, "/sys/packed");
  expect_fault_row("a folder is read-only", "one line with the file's name, exit status 2");
}

// A sanitizer needs terabytes of address space, and ends the process in its own words.
TEST_F(World, WithNoMemoryIsToldOfInOneLine) {
  std::string program = "vma 0 attached\n";
  for (const std::string name : {"a", "b", "c", "d"}) {
    program += "task " + name + ": vma_start_read 0; vma_end_read 0; vma_start_read 0\n";
  }
  const std::string file = folder_.add("program.txt", program);
  const CommandResult run = shell("ulimit -v 40000; exec $lockstep explore " + file);
  if (has_sanitizer()) {
    EXPECT_NE(run.status, 0);
    EXPECT_THAT(run.output, IsEmpty());
  } else {
    expect_one_line(run, 4, "out of memory");
  }
  EXPECT_THAT(files(), ElementsAre("program.txt"));
  expect_fault_row("no memory", "\"out of memory: nothing was decided\", exit status 4");
}

// A sanitizer's failure is not one of the command's verdicts.
TEST_F(World, WithNoPlaceForThreadSanitizerIsToldOfInOneLine) {
  for (const std::string command : {"check --runs 100", "list", "prove --ops 1"}) {
    expect_one_line(
        shell("exec prlimit --as=20000000000000 $lockstep " + command), 3,
        "ThreadSanitizer gave up: WARNING: Program is run with limited virtual address");
    // The old address layout puts shared libraries where ThreadSanitizer has no place for them.
    expect_one_line(shell("exec setarch --addr-compat-layout $lockstep " + command), 3,
                    "ThreadSanitizer gave up: FATAL: ThreadSanitizer: unexpected memory mapping");
  }
  EXPECT_EQ(shell("exec setarch --addr-no-randomize $lockstep list").status, 0);
  expect_fault_row(
      "too little address space for ThreadSanitizer, or addresses that it has no place for",
      "one line with what it says, exit status 3");
}

TEST_F(World, WithNoMemoryForAWorkerLeavesAProofOfSmallerSizes) {
  const CommandResult run =
      shell("ulimit -v 40000; exec $lockstep prove --variant merged --ops 6 --jobs 1");
  EXPECT_EQ(run.status, 4) << run.errors;
  EXPECT_THAT(run.output, AllOf(HasSubstr("INCONCLUSIVE: a worker process ran out of memory"),
                                HasSubstr("no difference in any of"),
                                HasSubstr("larger ones were not all compared")));
}

TEST_F(World, HasTenThousandProgramsInACorpus) {
  fs::create_directory(folder_.path() / "corpus");
  for (int i = 0; i < 10'000; ++i) {
    std::ofstream(folder_.path() / "corpus" / (std::to_string(i) + ".txt"))
        << "vma 0 attached\ntask a: vma_start_read 0\n";
  }
  const CommandResult run =
      shell("$lockstep check --quiet --no-faults --corpus corpus --runs 30000 --variant merged");
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, AllOf(HasSubstr("UPHELD within the bounds"), HasSubstr("(not all)")));
  expect_fault_row("ten thousand files in a corpus", "they are read");
}

TEST_F(World, HasAProgramThatCannotBeRead) {
  fs::create_directory(folder_.path() / "corpus");
  fs::create_symlink("nowhere", folder_.path() / "corpus/gone.txt");
  expect_one_line(shell("$lockstep check --corpus corpus"), 2, "corpus/gone.txt");
  expect_fault_row("a file that cannot be read", "one line with its name, exit status 2");
}

TEST_F(World, InterruptsACheckThatThenSaysWhatItFound) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const fs::path found = folder_.path() / std::to_string(signal);
    const CommandResult run = run_command_until(
        {.words = {built_command(), "check", "--runs", "100000000000", "--no-faults", "--quiet",
                   "--save", found},
         .folder = folder_.path()},
        [&] { return has_program(found); }, signal);
    EXPECT_EQ(run.status, 1) << run.errors;
    EXPECT_THAT(run.output, HasSubstr("Verdict  REFUTED by 1 reachable discrepancy\n"));
    EXPECT_THAT(run.output, HasSubstr("  interrupted         there was more to search\n"));
    EXPECT_THAT(run.errors, IsEmpty());
  }
  expect_fault_row("SIGINT, SIGTERM or SIGHUP during `check`",
                   "the report of what was found so far; exit status 1 or 4");
}

// The file that it was writing when it was killed is lost; files that it had written are whole.
TEST_F(World, KillsACheckThatLeavesWholeFiles) {
  const fs::path found = folder_.path() / "found";
  std::ofstream(folder_.path() / "report.txt") << "old\n";
  const CommandResult run =
      run_command_until({.words = {built_command(), "check", "--runs", "100000000000", "--save",
                                   found, "--output", "report.txt"},
                         .folder = folder_.path()},
                        [&] { return has_program(found); });
  EXPECT_EQ(run.status, 128 + SIGKILL);
  EXPECT_EQ(content_of(folder_.path() / "report.txt"), "old\n");
  EXPECT_THAT(
      shell("for file in found/*.txt; do $lockstep replay $file >/dev/null; echo $?; done").output,
      ::testing::MatchesRegex("(1\n)+"));
  expect_fault_row("SIGKILL of `check`",
                   "files that it has written are whole, old ones are intact");
}

// A limit by that clock would never be reached.
TEST_F(World, HasAClockThatJumps) {
  const CommandResult run = shell("LD_PRELOAD=" LOCKSTEP_JUMPING_CLOCK
                                  " $lockstep check --time 1s --variant merged --quiet");
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("UPHELD within the bounds"));
  const std::string line = "$lockstep check --runs 2000";
  EXPECT_EQ(shell("LD_PRELOAD=" LOCKSTEP_JUMPING_CLOCK " " + line).output, shell(line).output);
  expect_fault_row("the clock of the day jumps",
                   "nothing: time limits go by a clock that only goes forward");
}

}  // namespace
}  // namespace lockstep::tests
