// SPDX-License-Identifier: GPL-2.0-only
// The same seed gives the same bytes: from run to run, and from build to build, as all builds are
// held against the same file. LOCKSTEP_REWRITE_GOLDEN=1 writes it anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/end_to_end/run_lockstep.h"

namespace lockstep::tests {
namespace {

// Whether races are watched is the one thing that builds differ in.
std::string without_races_line(const std::string& report) {
  std::string kept;
  std::istringstream stream(report);
  for (std::string line; std::getline(stream, line);) {
    if (!line.starts_with("  data races  ")) kept += line + "\n";
  }
  return kept;
}

void expect_golden(const std::string& name, const std::string& text) {
  const std::string file = std::string(LOCKSTEP_SOURCES "/tests/golden/") + name;
  if (std::getenv("LOCKSTEP_REWRITE_GOLDEN") != nullptr) std::ofstream(file) << text;
  EXPECT_EQ(text, read_file(file)) << "differs from " << file;
}

TEST(SameBytes, ComeFromEveryBuildForThePatch) {
  const CommandResult run = run_lockstep({"check", "--runs", "200000", "--seed", "7"});
  expect_golden("check_v3.txt", without_races_line(run.output));
}

TEST(SameBytes, ComeFromEveryBuildForTheMergedForm) {
  const CommandResult run = run_lockstep({"check", "--variant", "merged", "--runs", "200000"});
  expect_golden("check_merged.txt", without_races_line(run.output));
}

TEST(SameBytes, ComeFromEveryBuildForAReplay) {
  const CommandResult run = run_lockstep({"replay", "--steps", "--config", "DEBUG_VM=on,LOCKDEP=on",
                                          LOCKSTEP_SOURCES "/corpus/seeds/killed_twice.txt"});
  expect_golden("replay_killed_twice.txt", run.output);
}

TEST(SameBytes, ComeFromTheSameSeedTwice) {
  for (const char* const strategy : {"mixed", "random", "pct"}) {
    const std::vector<std::string> arguments = {"check",  "--runs",     "150000", "--seed",
                                                "123456", "--strategy", strategy};
    const CommandResult first = run_lockstep(arguments);
    const CommandResult second = run_lockstep(arguments);
    EXPECT_EQ(first.output, second.output);
    EXPECT_EQ(first.status, second.status);
  }
}

TEST(SameBytes, ComeFromReducingTheSameProgramTwice) {
  const std::vector<std::string> arguments = {"reduce",
                                              LOCKSTEP_SOURCES "/corpus/seeds/killed_twice.txt"};
  const CommandResult first = run_lockstep(arguments);
  EXPECT_EQ(first.status, 0) << first.errors;
  EXPECT_EQ(first.output, run_lockstep(arguments).output);
}

}  // namespace
}  // namespace lockstep::tests
