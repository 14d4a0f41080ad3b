// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/run_program.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using ::testing::Contains;
using ::testing::Not;

ProgramCall shell(const std::string& script) {
  ProgramCall call;
  call.words = {"sh", "-c", script};
  call.environment = environment_with({});
  return call;
}

TEST(RunProgram, KeepsOutputErrorsAndStatusApart) {
  const ProgramResult result = run_program(shell("echo out; echo err >&2; exit 3"));
  EXPECT_EQ(result.output, "out\n");
  EXPECT_EQ(result.errors, "err\n");
  EXPECT_EQ(result.status, 3);
}

TEST(RunProgram, SaysWhichSignalEndedIt) {
  EXPECT_EQ(run_program(shell("kill -TERM $$")).status, 128 + 15);
}

TEST(RunProgram, TakesMoreOutputThanAPipeHolds) {
  EXPECT_EQ(run_program(shell("head -c 300000 /dev/zero")).output.size(), 300000u);
}

TEST(RunProgram, GivesEachWordAsItIs) {
  ProgramCall call;
  call.words = {"printf", "%s|", "a b", "'\"`$HOME", "", "-n\n", "*"};
  EXPECT_EQ(run_program(call).output, "a b|'\"`$HOME||-n\n|*|");
}

TEST(RunProgram, SaysThatThereIsNoSuchProgram) {
  ProgramCall call;
  call.words = {"/nowhere/program"};
  EXPECT_THROW(run_program(call), ProgramMissing);
  call.words = {"no-such-program-anywhere"};
  EXPECT_THROW(run_program(call), ProgramMissing);
}

TEST(RunProgram, RunsInAFolderWithAnInput) {
  const TemporaryFolder folder;
  ProgramCall call = shell("pwd -P; cat");
  call.folder = folder.path();
  call.input = folder.add("input", "in\n");
  EXPECT_EQ(run_program(call).output,
            std::filesystem::canonical(folder.path()).string() + "\nin\n");
  EXPECT_EQ(run_program(shell("cat")).output, "");
}

TEST(RunProgram, LeavesNoFileOfOursOpen) {
  const int file = open("/dev/null", O_RDONLY);  // without O_CLOEXEC
  EXPECT_EQ(run_program(shell("test -e /proc/self/fd/" + std::to_string(file))).status, 1);
  close(file);
}

TEST(EnvironmentWith, ReplacesAndLeavesOut) {
  setenv("LOCKSTEP_TEST_ONE", "1", 1);
  setenv("LOCKSTEP_TEST_TWO", "2", 1);
  const auto environment = environment_with({"LOCKSTEP_TEST_ONE=one"}, {"LOCKSTEP_TEST_TWO"});
  EXPECT_THAT(environment, Contains("LOCKSTEP_TEST_ONE=one"));
  EXPECT_THAT(environment, Not(Contains("LOCKSTEP_TEST_ONE=1")));
  EXPECT_THAT(environment, Not(Contains("LOCKSTEP_TEST_TWO=2")));
  unsetenv("LOCKSTEP_TEST_ONE");
  unsetenv("LOCKSTEP_TEST_TWO");
}

}  // namespace
}  // namespace lockstep
