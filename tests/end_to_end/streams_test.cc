// SPDX-License-Identifier: GPL-2.0-only
// Standard output and standard error that are closed, full, or a pipe that nobody reads: no command
// aborts, a lost result is reported, and messages are dropped where they cannot be written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/end_to_end/fault_row.h"
#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr const char* kProgram = LOCKSTEP_SOURCE_DIR "/corpus/seeds/killed_twice.txt";

/// Every command, and every format of one, with its exit status when its streams work. Each prints
/// something to standard output.
struct Spoken {
  std::string arguments;
  int status;
};

std::vector<Spoken> everything_spoken() {
  const std::string program = kProgram;
  std::vector<Spoken> all = {{"--help", 0},
                             {"--version", 0},
                             {"corpus pack --help", 0},
                             {"list", 0},
                             {"corpus list", 0},
                             {"corpus unpack " + program, 0},
                             {"check --runs 100 --no-faults --quiet --output -", 4},
                             {"replay " + program, 1},
                             {"explore " + program, 1},
                             {"reduce " + program, 1},
                             {"stress --quiet --iterations 1 " + program, 0},
                             {"prove --quiet --jobs 1 --tasks 1 --ops 1 --config LOCKDEP=off", 0}};
  for (const char* const format : {"mail", "html", "json", "junit", "sarif"}) {
    all.push_back({"replay --format " + std::string(format) + " " + program, 1});
  }
  return all;
}

/// Command lines that end with a message on standard error.
const std::vector<Spoken> kMistakes = {{"", 2},
                                       {"chek", 2},
                                       {"check --output ''", 2},
                                       {"replay /nowhere.txt", 2},
                                       {"check --variant nobody", 2},
                                       {"corpus unpack --all CORPUS --output texts", 0}};

class Streams : public ::testing::TestWithParam<std::string> {
 protected:
  /// Runs the command with a redirection as in a shell.
  CommandResult run(std::string arguments, const std::string& redirection) const {
    const std::string_view place = "CORPUS";
    const std::size_t corpus = arguments.find(place);
    if (corpus != std::string::npos) {
      arguments.replace(corpus, place.size(), LOCKSTEP_SOURCE_DIR "/corpus/regressions");
    }
    return run_command({.words = {"/bin/bash", "-c", "$lockstep " + arguments + " " + redirection},
                        .folder = folder_.path(),
                        .environment = {"lockstep=" + built_command()}});
  }

  const TemporaryFolder folder_;
};

using LostOutput = Streams;

TEST_P(LostOutput, IsAMistakeInOneLine) {
  for (const Spoken& spoken : everything_spoken()) {
    const CommandResult result = run(spoken.arguments, GetParam());
    EXPECT_EQ(result.status, 2) << spoken.arguments << result.errors;
    if (GetParam().ends_with("2>&-")) continue;
    EXPECT_THAT(result.errors, StartsWith("lockstep: cannot write to standard output: "));
    EXPECT_EQ(std::ranges::count(result.errors, '\n'), 1) << result.errors;
  }
  expect_fault_row("standard output is closed or full",
                   "one line, if standard error is there, exit status 2");
}

INSTANTIATE_TEST_SUITE_P(OfEveryKind, LostOutput,
                         ::testing::Values(">&-", ">/dev/full", "<&- >&- 2>&-"));

using LostMessages = Streams;

TEST_P(LostMessages, AreDroppedAndChangeNothingElse) {
  for (const Spoken& spoken : everything_spoken()) {
    const CommandResult result = run(spoken.arguments, GetParam());
    EXPECT_EQ(result.status, spoken.status) << spoken.arguments;
    EXPECT_FALSE(result.output.empty()) << spoken.arguments;
  }
  for (const Spoken& mistake : kMistakes) {
    const CommandResult result = run(mistake.arguments, GetParam());
    EXPECT_EQ(result.status, mistake.status) << mistake.arguments;
    EXPECT_THAT(result.output, IsEmpty()) << mistake.arguments;
  }
  expect_fault_row("standard error is closed, full, or a pipe that nobody reads",
                   "messages are dropped; the result and the exit status are the same");
}

INSTANTIATE_TEST_SUITE_P(OfEveryKind, LostMessages,
                         ::testing::Values("2>&-", "2>/dev/full", "2> >(true)", "<&- 2>&-"));

using OtherStreams = Streams;

// A file that is opened while standard output is closed would get its number, and the result.
TEST_F(OtherStreams, AreNotTakenForClosedOnes) {
  const CommandResult result = run("corpus unpack --all CORPUS --output texts", "<&- >&- 2>&-");
  EXPECT_EQ(result.status, 0);
  for (const auto& entry : fs::directory_iterator(folder_.path() / "texts")) {
    EXPECT_THAT(content_of(entry.path()), StartsWith("config ")) << entry.path();
  }
}

TEST_F(OtherStreams, GetTheirResultIfOneOfThemIsLost) {
  const CommandResult result = run(
      "replay " + std::string(kProgram) + " --format text --output - --format json --output a.json",
      ">/dev/full");
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(content_of(folder_.path() / "a.json"), StartsWith("{"));
}

TEST_F(OtherStreams, ThatNobodyReadsToTheEndAreSaidToBeLost) {
  // The reader has ended before anything is written.
  const CommandResult result =
      run_command({.words = {"/bin/bash", "-c",
                             "exec 3> >(true); wait $!; $lockstep check --runs 100 --no-faults "
                             "--quiet --format html >&3 2>errors"},
                   .folder = folder_.path(),
                   .environment = {"lockstep=" + built_command()}});
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(content_of(folder_.path() / "errors"),
            "lockstep: cannot write to standard output: Broken pipe\n");
}

// Names of functions that throw or abort when a stream is broken, or buffer output until a failure
// can no longer be reported.
TEST(Sources, PrintOnlyByFunctionsThatExpectBrokenStreams) {
  for (const char* const folder : {"lockstep", "fuzz"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(LOCKSTEP_SOURCE_DIR) / folder)) {
      const std::string name = entry.path().string();
      if (!name.ends_with(".cc") || name.ends_with("_test.cc")) continue;
      const std::string code = content_of(entry.path());
      for (const char* const call : {"fmt::print(", "std::cout", "std::cerr", "std::printf("}) {
        EXPECT_EQ(code.find(call), std::string::npos) << name << ": " << call;
      }
    }
  }
}

}  // namespace
}  // namespace lockstep::tests
