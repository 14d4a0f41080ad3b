// SPDX-License-Identifier: GPL-2.0-only
// Implementations that crash do not take the tool with them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

struct Crash {
  const char* implementation;  // tests/implementations/NAME.c
  const char* kind;
  const char* shown;
  const char* source;  // the line, in that file, of what it does wrong
};

void PrintTo(const Crash& crash, std::ostream* out) { *out << crash.implementation; }

int programs_of_the_corpus(const std::string& report) {
  const std::vector<std::string> lines = lines_with(report, "  corpus            ");
  return lines.empty() ? 0 : std::stoi(lines[0].substr(lines[0].find_first_of("0123456789")));
}

class Crashes : public ::testing::TestWithParam<Crash> {
 protected:
  CommandResult check(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {
        "check", "--no-faults", "--config", "DEBUG_VM=off,LOCKDEP=off", "--variant", file()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_lockstep(arguments, folder_.path());
  }

  static std::string file() { return implementation_file(GetParam().implementation); }

  TemporaryFolder folder_;
};

TEST_P(Crashes, AreDiscrepanciesAndTheRunGoesOn) {
  const CommandResult run = check({"--runs", "30000"});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr(std::string(": ") + GetParam().kind + ", reachable, "));
  EXPECT_THAT(run.output, HasSubstr(GetParam().shown));
  EXPECT_THAT(run.output, HasSubstr(std::string("  source        ") + GetParam().source));
  // The first program of the corpus that kills a writer is the ninth; there are many after it.
  EXPECT_GE(programs_of_the_corpus(run.output), 30) << run.output;
}

TEST_P(Crashes, ShowAgainWhenTheirReproducerIsReplayed) {
  const CommandResult run = check({"--runs", "30000", "--stop-at-first"});
  folder_.add("crash.txt", first_reproducer(run.output));
  const CommandResult replay =
      run_lockstep({"replay", "--variant", file(), "crash.txt"}, folder_.path());
  EXPECT_EQ(replay.status, 1) << replay.errors;
  EXPECT_THAT(replay.output, HasSubstr(GetParam().shown));
}

INSTANTIATE_TEST_SUITE_P(
    OfEveryKind, Crashes,
    ::testing::Values(
        Crash{"null_dereference", "crash", "bad memory access in",
              "tests/implementations/null_dereference.c:12"},
        Crash{"calls_abort", "crash", "abort in", "tests/implementations/calls_abort.c:12"},
        // Where it is in its loop when it is stopped varies: the last access before that.
        Crash{"endless_loop", "crash", "endless loop in", "reference/before.c:12"},
        Crash{"endless_steps", "hang", "runs out of steps",
              "tests/implementations/endless_steps.c:10"},
        Crash{"stack_overflow", "crash", "stack overflow in",
              "tests/implementations/stack_overflow.c:13"},
        Crash{"deadlock", "hang", "writer sleeps in", "tests/implementations/deadlock.c:11"}),
    [](const auto& tested) { return tested.param.implementation; });

TEST_P(Crashes, LeaveTheirProgramAndScheduleInAFile) {
  const CommandResult run = check({"--runs", "30000", "--stop-at-first"});
  std::vector<std::string> saved;
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
    saved.push_back(content_of(entry.path()));
  }
  ASSERT_THAT(saved, SizeIs(1));
  EXPECT_EQ(saved[0], first_reproducer(run.output));
}

}  // namespace
}  // namespace lockstep::tests
