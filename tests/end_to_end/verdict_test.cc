// SPDX-License-Identifier: GPL-2.0-only
// What the tool says about the real patch. The expectations were worked out by hand; the tool has
// to come to them by itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "lockstep/program/text.h"
#include "tests/end_to_end/run_lockstep.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kPairs = "200000";

TEST(Verdict, RefutesThePatchAsPosted) {
  const CommandResult run = run_lockstep({"check", "--no-faults", "--runs", kPairs});
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.output, HasSubstr("Verdict  REFUTED by 1 reachable discrepancy\n"));
  EXPECT_THAT(run.output,
              HasSubstr("VM_WARN_ON_ONCE(!ves->exclusive) in __vma_exit_exclusive_locked"));
  EXPECT_THAT(run.errors, IsEmpty());
}

TEST(Verdict, GivesAReproducerOfAtMostThreeTasksAndEightOperations) {
  const CommandResult run = run_lockstep({"check", "--no-faults", "--runs", kPairs});
  const Program program = parse_program(first_reproducer(run.output));
  EXPECT_LE(program.tasks.size(), 3u);
  EXPECT_LE(count_operations(program), 8u);
}

TEST(Verdict, PrintsAReproducerThatTheCommandPrintedBesideItReplays) {
  const TemporaryFolder folder;
  const CommandResult check = run_lockstep({"check", "--no-faults", "--runs", kPairs});
  folder.add("FILE", first_reproducer(check.output));
  ASSERT_THAT(check.output, HasSubstr("    lockstep replay --variant v3 FILE\n"));
  const CommandResult replay = run_lockstep({"replay", "--variant", "v3", "FILE"}, folder.path());
  EXPECT_EQ(replay.status, 1);
  EXPECT_THAT(replay.output, HasSubstr("They differ: warning, fingerprint"));
  EXPECT_THAT(replay.output, HasSubstr("VM_WARN_ON_ONCE(!ves->exclusive)"));
}

// By hand: a writer is killed while it waits for a reader. The wait fails, and the error path
// leaves the section by the common exit, which asserts `exclusive`. Nothing has set that yet: enter
// does so when the wait is over. Replayed step by step, the warning comes between the failed wait
// and the return of -EINTR.
TEST(Verdict, ShowsTheWarningAfterTheFailedWaitWhenReplayedStepByStep) {
  const TemporaryFolder folder;
  const auto file = folder.add("killed.txt",
                               "config DEBUG_VM=on LOCKDEP=off\n"
                               "vma 0 attached\n"
                               "task reader: vma_start_read 0; send_sigkill writer\n"
                               "task writer: mmap_write_lock; vma_start_write_killable 0\n"
                               "schedule: reader*4 writer*6 reader writer* reader*\n");
  const CommandResult run = run_lockstep({"replay", "--steps", file.string()});
  EXPECT_EQ(run.status, 1) << run.output;
  const std::size_t killed = run.output.find("read task 1 pending = 3");
  const std::size_t warns = run.output.find("! VM_WARN_ON_ONCE(!ves->exclusive)", killed);
  const std::size_t returns = run.output.find("-EINTR", warns);
  EXPECT_NE(returns, std::string::npos) << run.output;
}

TEST(Verdict, UpholdsThePatchWithoutDebugVm) {
  const CommandResult run =
      run_lockstep({"check", "--no-faults", "--config", "DEBUG_VM=off", "--runs", kPairs});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.output, HasSubstr("Verdict  UPHELD"));
  EXPECT_THAT(run.output, HasSubstr("Searched under DEBUG_VM=off LOCKDEP=off, "
                                    "DEBUG_VM=off LOCKDEP=on\n"));
}

TEST(Verdict, UpholdsTheReferenceAgainstItselfWithoutASingleNote) {
  const CommandResult run = run_lockstep({"check", "--variant", "before", "--runs", kPairs});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.output, Not(HasSubstr("Notes")));
}

TEST(Verdict, IsNotChangedByNotesAboutWhatIsOutOfContract) {
  const TemporaryFolder corpus;
  corpus.add("gained.txt", content_of(LOCKSTEP_SOURCE_DIR
                                      "/corpus/seeds/fault_count_gained_while_detaching.txt"));
  const CommandResult run = run_lockstep(
      {"check", "--variant", "merged", "--runs", "3000", "--corpus", corpus.path().string()});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.output, HasSubstr("\nNotes: out of contract"));
  EXPECT_THAT(lines_with(run.output, "fault_"), Not(IsEmpty()));
}

TEST(Verdict, UpholdsTheMergedFormAndLeavesNotesOutWithoutFaults) {
  const CommandResult run =
      run_lockstep({"check", "--variant", "merged", "--no-faults", "--runs", kPairs});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.output, Not(HasSubstr("Notes")));
  EXPECT_THAT(lines_with(run.output, "fault_"), IsEmpty());
}

// docs/benchmarks.md has how many pairs it takes.
TEST(Verdict, RefutesThePatchWithoutACorpusToo) {
  const CommandResult run =
      run_lockstep({"check", "--no-corpus", "--no-faults", "--stop-at-first", "--runs", "2000000"});
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.output, HasSubstr("  corpus              0 programs"));
  EXPECT_THAT(lines_with(run.output, "VM_WARN_ON_ONCE(!ves->exclusive)"), Not(IsEmpty()));
}

TEST(Verdict, OfSeveralVariantsIsGivenForEachAndTheWorstIsTheStatus) {
  const CommandResult run = run_lockstep(
      {"check", "--no-faults", "--variant", "merged", "--variant", "v3", "--runs", kPairs});
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(lines_with(run.output, "Verdict  "), SizeIs(2));
}

TEST(Verdict, IsInconclusiveIfNothingWasCompared) {
  const CommandResult run = run_lockstep({"check", "--runs", "0"});
  EXPECT_EQ(run.status, 4);
  EXPECT_THAT(run.output, HasSubstr("Verdict  INCONCLUSIVE: nothing was compared"));
}

TEST(Verdict, PassesOverWhatIsKnownAndFindsNothingElseInThePatchAsPosted) {
  const CommandResult run = run_lockstep({"check", "--no-faults", "--runs", kPairs, "--known",
                                          LOCKSTEP_SOURCE_DIR "/corpus/known/v3.txt"});
  EXPECT_EQ(run.status, 0) << run.output;
  EXPECT_THAT(run.output, HasSubstr("no reachable discrepancy but those known"));
  EXPECT_THAT(run.output, HasSubstr("  known               88b7e0cdf833e033: passed over "));
  EXPECT_THAT(run.errors, IsEmpty());
}

// Version 1 made fingerprints of texts. This is the patch's fingerprint of that version.
TEST(Verdict, PassesOverWhatAnOldListKnows) {
  const TemporaryFolder folder;
  folder.add("list", "60e23b9f166b31ee\n");
  const CommandResult run =
      run_lockstep({"check", "--no-faults", "--runs", kPairs, "--known", "list"}, folder.path());
  EXPECT_EQ(run.status, 0) << run.output;
  EXPECT_THAT(run.output, HasSubstr("  known               60e23b9f166b31ee: passed over "));
  EXPECT_THAT(run.errors, IsEmpty());
}

TEST(Verdict, StillComesFromWhatIsNotKnownAndStaleEntriesAreReported) {
  const TemporaryFolder folder;
  folder.add("list", "# something else\n0123456789abcdef\n");
  const CommandResult run =
      run_lockstep({"check", "--no-faults", "--runs", kPairs, "--known", "list"}, folder.path());
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.output, HasSubstr("REFUTED by 1 reachable discrepancy\n"));
  EXPECT_THAT(run.output, HasSubstr("  known               0123456789abcdef: not met\n"));
  EXPECT_EQ(run.errors,
            "lockstep: note: list:2: 0123456789abcdef was not met: this entry may be stale\n");
}

}  // namespace
}  // namespace lockstep::tests
