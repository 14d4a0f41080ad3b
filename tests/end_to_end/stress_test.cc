// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kReaderAndWriter =
    "vma 0 attached\n"
    "task reader: vma_start_read 0; read_data 0; vma_end_read 0\n"
    "task writer: mmap_write_lock; vma_start_write 0; write_data 0; mmap_write_unlock\n";

class Stress : public ::testing::Test {
 protected:
  CommandResult stress(std::vector<std::string> arguments) {
    folder_.add("reader_and_writer.txt", kReaderAndWriter);
    arguments.insert(arguments.begin(), "stress");
    return run_lockstep(arguments, folder_.path());
  }

  // The same implementation on both sides: it is run once.
  CommandResult stress_only(const std::string& name, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--reference", name, "--variant", name});
    return stress(std::move(arguments));
  }

  TemporaryFolder folder_;
};

TEST_F(Stress, RunsTheReferenceAndThePatchAndFindsNothingNew) {
  const CommandResult run = stress({"reader_and_writer.txt", "--iterations", "500"});
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  EXPECT_THAT(run.errors, IsEmpty());
  EXPECT_THAT(run.output,
              AllOf(StartsWith("before on real threads, seed 1\n"),
                    HasSubstr("\nv3 on real threads, seed 1\n"),
                    HasSubstr("  reader_and_writer                                      500"),
                    HasSubstr("  1 program                                              500"),
                    HasSubstr("Everything that real threads showed is among what was explored.")));
}

TEST_F(Stress, RunsTheBuiltInCorpusAndSaysWhatItLeavesOut) {
  const CommandResult run = stress_only("before", {"--iterations", "20", "--memory", "1M"});
  EXPECT_EQ(run.status, 0) << run.output << run.errors;
  EXPECT_THAT(run.output, AllOf(HasSubstr("\n  killed_twice  "), HasSubstr("\nLeft out: "),
                                HasSubstr("  inject a fault: fault_attach_an_attached_vma, "),
                                HasSubstr("--memory has room for: eight_tasks_three_vmas")));
  EXPECT_THAT(run.output, Not(HasSubstr("v3")));
}

TEST_F(Stress, WritesItsReportToAFile) {
  const CommandResult run =
      stress({"reader_and_writer.txt", "--iterations", "1", "--output", "report.txt"});
  EXPECT_THAT(run.output, IsEmpty());
  EXPECT_THAT(content_of(folder_.path() / "report.txt"), StartsWith("before on real threads"));
}

TEST_F(Stress, SaysThatTheModelIsWrong) {
  folder_.add("reader.txt", "vma 0 attached\ntask reader: vma_start_read 0; vma_end_read 0\n");
  const CommandResult run = stress_only(implementation_file("other_on_threads"),
                                        {"reader.txt", "--iterations", "30", "--seed", "7"});
  EXPECT_EQ(run.status, 3) << run.output << run.errors;
  EXPECT_THAT(
      run.output,
      AllOf(HasSubstr("showed on real threads what no interleaving shows"),
            HasSubstr("seed 7, first in iteration 0, and in 30 of 30 iterations"),
            HasSubstr("vma_start_read 0: not locked"), HasSubstr("explored      returned locked"),
            HasSubstr("    task reader: vma_start_read 0;")));
}

TEST_F(Stress, RefutesADataRaceInBuildsThatWatchForThem) {
  const CommandResult run = stress_only(implementation_file("unlocked_reader"),
                                        {"reader_and_writer.txt", "--iterations", "100"});
  if (!has_thread_sanitizer()) {
    EXPECT_THAT(run.output, Not(HasSubstr("Data race of")));
    EXPECT_THAT(run.output, HasSubstr("This build does not watch for data races"));
    return;
  }
  EXPECT_EQ(run.status, 1) << run.output << run.errors;
  EXPECT_THAT(run.output,
              AllOf(HasSubstr("Data race of unlocked_reader on real threads: "),
                    HasSubstr("of vma 0 vm_start race"), HasSubstr("kernel/abi/environment.h:")));
}

TEST_F(Stress, IsInconclusiveIfNothingCouldBeRun) {
  folder_.add("fault.txt", "vma 0 attached\ntask a: fault_put 0\n");
  const CommandResult run = stress({"fault.txt"});
  EXPECT_EQ(run.status, 4) << run.output;
  EXPECT_THAT(run.output, HasSubstr("inject a fault: fault\n"));
}

TEST_F(Stress, TakesAConfigurationInsteadOfTheProgramsOwn) {
  EXPECT_EQ(stress({"reader_and_writer.txt", "--iterations", "50", "--config",
                    "DEBUG_VM=off,LOCKDEP=off"})
                .status,
            0);
}

TEST_F(Stress, RefusesWhatItCannotUse) {
  const auto expect = [&](std::vector<std::string> arguments, const std::string& message) {
    const CommandResult run = stress(std::move(arguments));
    EXPECT_EQ(run.status, 2) << message;
    EXPECT_THAT(run.output, IsEmpty());
    EXPECT_THAT(run.errors, AllOf(StartsWith("lockstep: "), HasSubstr(message)));
  };
  folder_.add("bad.txt", "vma 0 attached\ntask a: vma_strat_read 0\n");
  expect({"--iterations", "0"}, "--iterations: expected a number from 1 to");
  expect({"--iterations", "many"}, "--iterations: expected a number from 1 to");
  expect({"--seed", "-1"}, "--seed");
  expect({"--config", "DEBUG_VM=on"}, "--config: expected one configuration");
  expect({"--memory", "0"}, "--memory: expected a size");
  expect({"--variant", "mergd"}, "(did you mean merged?)");
  expect({"--iteration", "5"}, "(did you mean --iterations?)");
  expect({"bad.txt"}, "bad.txt:2:9: expected an operation");
  expect({"/nowhere/program.txt"}, "/nowhere/program.txt");
  expect({"--output", "/nowhere/report.txt"}, "/nowhere/report.txt");
}

}  // namespace
}  // namespace lockstep::tests
