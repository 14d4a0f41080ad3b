// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>

#include <csignal>
#include <fstream>

#include "lockstep/program/text.h"
#include "tests/end_to_end/fault_row.h"
#include "tests/end_to_end/run_lockstep.h"
#include "tests/golden.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CommandResult prove(std::vector<std::string> more) {
  more.insert(more.begin(), "prove");
  return run_lockstep(more);
}

TEST(Prove, UpholdsTheReferenceAgainstItself) {
  EXPECT_EQ(prove({"--variant", "before", "--ops", "2"}).status, 0);
}

// The variant takes other steps, so what callers see decides both.
TEST(Prove, AndCheckUpholdTheReferenceWrittenASecondTimeInAnotherShape) {
  const std::string restated = implementation_file("restated");
  const CommandResult proof = prove({"--variant", restated, "--ops", "2"});
  EXPECT_EQ(proof.status, 0) << proof.output << proof.errors;
  EXPECT_THAT(proof.output, HasSubstr("120,408 programs, by their histories; "));
  const CommandResult check =
      run_lockstep({"check", "--no-faults", "--variant", restated, "--runs", "100000"});
  EXPECT_EQ(check.status, 0) << check.output << check.errors;
  EXPECT_THAT(check.output, HasSubstr("under diverged schedules were none by outcome sets"));
}

TEST(Prove, UpholdsThePatchAsMerged) {
  const CommandResult run = prove({"--variant", "merged", "--ops", "2"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("128,880 programs with 67,893,336 interleavings"));
  expect_golden_layout("prove_merged", run.output);
}

TEST(Prove, RefutesThePatchAsPostedByTheSmallestProgram) {
  const CommandResult run = prove({});
  EXPECT_EQ(run.status, 1) << run.errors;
  expect_golden_layout("prove_v3", run.output);
  EXPECT_EQ(count_operations(parse_program(first_reproducer(run.output))), 4u);
}

TEST(Prove, UpholdsThePatchAsPostedWithoutDebugVm) {
  EXPECT_EQ(prove({"--ops", "2", "--config", "DEBUG_VM=off"}).status, 0);
}

// All of the largest size at once includes those of one less, which are looked at only then.
TEST(Prove, FindsTheSmallestProgramAlsoIfThatIsOneLessThanTheLargest) {
  const CommandResult run =
      prove({"--tasks", "2", "--ops", "3", "--variant",
             implementation_file("sequence_written_late"), "--config", "DEBUG_VM=off,LOCKDEP=off"});
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.output, HasSubstr("none of fewer operations refutes"));
}

TEST(Prove, ComesToTheSameWithAnyNumberOfProcesses) {
  const CommandResult one = prove({"--variant", "merged", "--ops", "2", "--jobs", "1"});
  for (const char* const jobs : {"2", "3", "16"}) {
    const CommandResult many = prove({"--variant", "merged", "--ops", "2", "--jobs", jobs});
    EXPECT_EQ(many.output, one.output);
    EXPECT_EQ(many.status, one.status);
  }
}

// States are not verified where histories are compared: outcome sets are, then.
TEST(Prove, UpholdsARewriteThatTakesOtherStepsByHistoriesOrOutcomeSets) {
  std::vector<std::string> options = {
      "--variant", implementation_file("skips_waiter"), "--tasks", "2", "--ops", "2",
      "--config",  "DEBUG_VM=off,LOCKDEP=off"};
  const CommandResult histories = prove(options);
  EXPECT_EQ(histories.status, 0) << histories.output;
  EXPECT_THAT(histories.output, HasSubstr("by their histories; "));
  options.emplace_back("--verify-states");
  const CommandResult outcomes = prove(options);
  EXPECT_EQ(outcomes.status, 0) << outcomes.output;
  EXPECT_THAT(outcomes.output, HasSubstr("by outcome sets where "));
}

TEST(Prove, RefutesOneThatOnlyLooksLikeIt) {
  const CommandResult run =
      prove({"--variant", implementation_file("skips_waiter_too_early"), "--ops", "2"});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("REFUTED by a program of 3 operations"));
}

TEST(Prove, SaysWhatItCannotDoForARewriteThatTakesOtherSteps) {
  const CommandResult run = prove({"--variant", implementation_file("skips_waiter"), "--ops", "2",
                                   "--vmas", "2", "--verify-states"});
  EXPECT_EQ(run.status, 4);
  EXPECT_THAT(run.output, HasSubstr("INCONCLUSIVE: the sides take different steps"));
}

TEST(Prove, SaysThatAnImplementationKeepsStateOfItsOwn) {
  const CommandResult run = prove({"--variant", implementation_file("remembers"), "--ops", "2"});
  EXPECT_EQ(run.status, 3) << run.output;
  EXPECT_THAT(run.errors, HasSubstr("keeps state from one execution to the next"));
}

TEST(Prove, SaysThatAnImplementationSharesMemoryOfItsOwn) {
  const CommandResult run =
      prove({"--variant", implementation_file("shares_memory"), "--ops", "2"});
  EXPECT_EQ(run.status, 4) << run.output;
  EXPECT_THAT(run.errors, HasSubstr("cannot be explored"));
}

TEST(Prove, StopsAtTheLimitOnMemory) {
  const CommandResult run = prove({"--variant", "merged", "--memory", "1M"});
  EXPECT_EQ(run.status, 4) << run.output;
  EXPECT_THAT(run.output, HasSubstr("have more states than --memory has room for"));
  EXPECT_THAT(run.output, HasSubstr("programs of up to 3 operations; larger ones were not all"));
}

// It takes a reader of another mm.
TEST(Prove, RefutesByProgramsOfTwoMms) {
  const std::string variant = implementation_file("back_out_wakes_old_mm");
  EXPECT_EQ(prove({"--variant", variant, "--ops", "2"}).status, 0);
  const CommandResult run = prove({"--variant", variant, "--ops", "2", "--mms", "2"});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("REFUTED by a program of 3 operations; none of fewer"));
}

TEST(Prove, ComesToTheSameWithStatesVerified) {
  for (const std::vector<std::string>& bound :
       {std::vector<std::string>{"--ops", "2"},
        std::vector<std::string>{"--ops", "1", "--vmas", "3", "--mms", "2"}}) {
    std::vector<std::string> arguments = {"--variant", "merged"};
    arguments.insert(arguments.end(), bound.begin(), bound.end());
    const CommandResult hashed = prove(arguments);
    arguments.emplace_back("--verify-states");
    const CommandResult verified = prove(arguments);
    EXPECT_EQ(verified.output, hashed.output);
    EXPECT_EQ(verified.status, 0) << verified.errors;
  }
}

/// Whether there is a process that has `argument` among its arguments.
bool is_running_with(const std::string& argument) {
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "cmdline");
    const std::string arguments(std::istreambuf_iterator<char>(file), {});
    if (arguments.find(argument) != std::string::npos) return true;
  }
  return false;
}

class Checkpointed : public ::testing::Test {
 protected:
  std::vector<std::string> arguments(const std::string& tasks = "2",
                                     const std::string& operations = "2",
                                     const std::string& variant = "merged") const {
    return {"prove",
            "--variant",
            variant,
            "--tasks",
            tasks,
            "--ops",
            operations,
            "--jobs",
            "2",
            "--config",
            "DEBUG_VM=on,LOCKDEP=on",
            "--checkpoint",
            file_.string()};
  }

  std::string kept() const {
    return std::filesystem::exists(file_) ? content_of(file_) : std::string();
  }

  TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "proof.json";
};

TEST_F(Checkpointed, GoesOnWhereItWasKilledAndComesToTheSame) {
  const CommandResult whole = prove(
      {"--variant", "merged", "--tasks", "2", "--ops", "2", "--config", "DEBUG_VM=on,LOCKDEP=on"});
  unsigned kills = 0;
  for (const std::size_t parts : {1u, 3u}) {  // of 6
    const CommandResult killed = run_lockstep_until(arguments(), folder_.path(), [&] {
      const std::string now = kept();
      EXPECT_TRUE(now.empty() || now.ends_with("}\n")) << now;  // always whole
      return lines_with(now, "\"complete\"").size() >= parts;
    });
    if (killed.status == 128 + SIGKILL) ++kills;
  }
  EXPECT_GT(kills, 0u);
  const CommandResult resumed = run_lockstep(arguments(), folder_.path());
  EXPECT_EQ(resumed.output, whole.output);
  EXPECT_EQ(resumed.status, 0);
  EXPECT_THAT(std::vector<std::filesystem::directory_entry>(
                  std::filesystem::directory_iterator(folder_.path()), {}),
              SizeIs(1));
  expect_fault_row("SIGKILL of a proof",
                   "its checkpoint is whole; the next one goes on from there, to the same bytes");
}

// Workers that went on would do so for days, and the test would not end.
TEST_F(Checkpointed, LeavesNoWorkersBehindWhenKilled) {
  const CommandResult killed = run_lockstep_until(arguments("4", "6"), folder_.path(), [&] {
    return lines_with(kept(), "\"complete\"").size() >= 2;
  });
  EXPECT_EQ(killed.status, 128 + SIGKILL);
  while (is_running_with(file_.string())) sched_yield();
}

TEST_F(Checkpointed, RefusesTheCheckpointOfAnotherProof) {
  run_lockstep(arguments(), folder_.path());
  for (const auto& other : {arguments("3"), arguments("2", "2", "before")}) {
    const CommandResult run = run_lockstep(other, folder_.path());
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.errors, HasSubstr("proof.json: is the checkpoint of another proof"));
  }
}

TEST_F(Checkpointed, RefusesAFileThatIsNoCheckpoint) {
  for (const std::string& content :
       {std::string("{}"), std::string("vma 0 attached\n"), std::string("[1, 2"),
        std::string("{\"lockstep_proof\": 1, \"identity\": 5, \"parts\": {\"a\": 7}}"),
        std::string("\xff\xfe\x00", 3)}) {
    folder_.add("proof.json", content);
    const CommandResult run = run_lockstep(arguments(), folder_.path());
    EXPECT_EQ(run.status, 2) << content << run.output;
    EXPECT_THAT(run.errors, HasSubstr("proof.json: "));
    EXPECT_EQ(kept(), content);
  }
}

TEST_F(Checkpointed, RefusesAFolderThatIsNotThere) {
  const CommandResult run =
      run_lockstep({"prove", "--checkpoint", "/nowhere/proof.json"}, folder_.path());
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.errors, HasSubstr("/nowhere/proof.json"));
}

TEST(Prove, RefusesBoundsThatItCannotHave) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> mistakes = {
      {{"--tasks", "0"}, "--tasks: expected a number from 1 to 4"},
      {{"--tasks", "5"}, "--tasks: expected a number from 1 to 4"},
      {{"--ops", "seventeen"}, "--ops: expected a number from 1 to 16"},
      {{"--vmas", "4"}, "--vmas: expected a number from 1 to 3"},
      {{"--mms", "3"}, "--mms: expected a number from 1 to 2"},
      {{"--jobs", "0"}, "--jobs: expected a number from 1 to 256"},
      {{"--memory", "lots"}, "--memory: expected a size"},
      {{"--time", "soon"}, "--time: expected a time"},
      {{"--variant", "v3", "--variant", "merged"}, "--variant: expected one variant"},
      {{"--runs", "3"}, "unexpected argument '--runs'"}};
  for (const auto& [arguments, message] : mistakes) {
    const CommandResult run = prove(arguments);
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.errors, HasSubstr(message));
    EXPECT_THAT(run.output, IsEmpty());
  }
}

}  // namespace
}  // namespace lockstep::tests
