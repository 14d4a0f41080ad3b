// SPDX-License-Identifier: GPL-2.0-only
// The same seed gives the same bytes, from run to run and from build to build: all builds are
// compared with the same file. LOCKSTEP_REWRITE_GOLDEN=1 writes it anew.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/golden.h"

namespace lockstep::tests {
namespace {

// Builds without ThreadSanitizer do not watch for data races, and say so in two places: a line of
// the coverage, and the end, with what is not shown.
std::string without_races(std::string text) {
  const std::size_t line = text.find("\n  data races ");
  if (line != std::string::npos) {
    std::size_t end = text.find('\n', line + 1);
    while (text.compare(end, 4, "\n   ") == 0) end = text.find('\n', end + 1);  // it goes on
    text.erase(line, end - line);
  }
  return text.substr(0, text.find("\n\nNot shown: ")) + "\n";
}

TEST(SameBytes, ComeFromEveryBuildForThePatch) {
  const CommandResult run = run_lockstep({"check", "--runs", "200000", "--seed", "7"});
  expect_golden("check_v3", without_races(run.output));
}

TEST(SameBytes, ComeFromEveryBuildForTheMergedForm) {
  const CommandResult run =
      run_lockstep({"check", "--no-faults", "--variant", "merged", "--runs", "200000"});
  expect_golden("check_merged", without_races(run.output));
}

TEST(SameBytes, ComeFromEveryBuildForAReplay) {
  const CommandResult run = run_lockstep({"replay", "--steps", "--config", "DEBUG_VM=on,LOCKDEP=on",
                                          LOCKSTEP_SOURCE_DIR "/corpus/seeds/killed_twice.txt"});
  expect_golden("replay_killed_twice", run.output);
}

TEST(SameBytes, ComeFromTheSameSeedTwice) {
  for (const char* const strategy : {"mixed", "random", "pct"}) {
    const std::vector<std::string> arguments = {
        "check",  "--no-faults", "--runs",     has_sanitizer() ? "40000" : "150000",
        "--seed", "123456",      "--strategy", strategy};
    const CommandResult first = run_lockstep(arguments);
    const CommandResult second = run_lockstep(arguments);
    EXPECT_EQ(first.output, second.output);
    EXPECT_EQ(first.status, second.status);
  }
}

TEST(SameBytes, ComeFromReducingTheSameProgramTwice) {
  const std::vector<std::string> arguments = {"reduce",
                                              LOCKSTEP_SOURCE_DIR "/corpus/seeds/killed_twice.txt"};
  const CommandResult first = run_lockstep(arguments);
  EXPECT_EQ(first.status, 1) << first.errors;
  EXPECT_EQ(first.output, run_lockstep(arguments).output);
}

}  // namespace
}  // namespace lockstep::tests
