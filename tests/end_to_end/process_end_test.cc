// SPDX-License-Identifier: GPL-2.0-only
// Code under test may end or replace the process: no command mistakes that for a verdict.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

enum Where { kInTask, kOnLoading };

std::string ends_process(const std::string& way, Where where) {
  return implementation_file("ends_process_" + way + (where == kInTask ? "_0" : "_1"));
}

/// A folder with a program in which a writer is killed while it waits.
class EndOfProcess : public ::testing::Test {
 protected:
  EndOfProcess() {
    folder_.add("program.txt",
                "config DEBUG_VM=off LOCKDEP=off\n"
                "vma 0 attached\n"
                "task reader: send_sigkill writer; vma_start_read 0\n"
                "task writer: mmap_write_lock; vma_start_write_killable 0\n"
                "schedule: reader*6 writer*\n");
  }
  ~EndOfProcess() override { std::filesystem::remove_all(state_home(folder_.path())); }

  CommandResult run(std::vector<std::string> arguments, Where where, const std::string& way) const {
    arguments.insert(arguments.begin() + 1, {"--variant", ends_process(way, where)});
    return run_lockstep(arguments, folder_.path());
  }

  static const std::vector<std::vector<std::string>>& commands() {
    static const std::vector<std::vector<std::string>> all = {
        {"check", "--no-faults", "--quiet", "--stop-at-first", "--runs", "30000", "--config",
         "DEBUG_VM=off,LOCKDEP=off"},
        {"replay", "program.txt"},
        {"explore", "program.txt"},
        {"reduce", "program.txt"},
        {"prove", "--quiet", "--ops", "2", "--config", "DEBUG_VM=off,LOCKDEP=off"}};
    return all;
  }

  const TemporaryFolder folder_;
};

class EndOfProcessBy : public EndOfProcess, public ::testing::WithParamInterface<std::string> {};

TEST_P(EndOfProcessBy, InATaskIsACrashForEveryCommand) {
  for (const auto& command : commands()) {
    const CommandResult run = this->run(command, kInTask, GetParam());
    EXPECT_EQ(run.status, 1) << command[0] << run.errors;
    EXPECT_THAT(run.output, HasSubstr("exit in vma_start_write_killable 0")) << command[0];
  }
}

TEST_P(EndOfProcessBy, OnLoadingIsAMistakeOfTheFileForEveryCommand) {
  auto all = commands();
  all.push_back({"stress", "program.txt"});
  for (const auto& command : all) {
    const CommandResult run = this->run(command, kOnLoading, GetParam());
    EXPECT_EQ(run.status, 2) << command[0] << run.output;
    EXPECT_THAT(run.output, IsEmpty());
    EXPECT_EQ(run.errors, "lockstep: cannot load " + ends_process(GetParam(), kOnLoading) +
                              ": it ends or crashes the process when it is loaded\n");
  }
}

INSTANTIATE_TEST_SUITE_P(EveryWay, EndOfProcessBy,
                         ::testing::Values("EXIT", "UNDERSCORE_EXIT", "C_EXIT", "QUICK", "PTHREAD",
                                           "THRD", "EXECL", "SYSCALL", "INSTRUCTION"),
                         [](const auto& tested) { return tested.param; });

// The C library does so, out of reach, after it has run the functions that run at exit.
TEST_F(EndOfProcess, FromWithinTheCLibraryIsNoVerdict) {
  for (const auto& command : commands()) {
    const CommandResult run = this->run(command, kInTask, "ERRX");
    if (command[0] == "prove") {  // the end of a worker is not the end of the proof
      EXPECT_EQ(run.status, 4);
      EXPECT_THAT(run.output, HasSubstr("INCONCLUSIVE: a worker process was ended with status 3"));
      continue;
    }
    EXPECT_EQ(run.status, 3) << command[0];
    EXPECT_THAT(run.output, IsEmpty());
    EXPECT_THAT(run.errors, HasSubstr("lockstep: ended\n"));
  }
  EXPECT_EQ(run({"replay", "program.txt"}, kOnLoading, "ERRX").status, 2);
}

}  // namespace
}  // namespace lockstep::tests
