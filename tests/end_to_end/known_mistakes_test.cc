// SPDX-License-Identifier: GPL-2.0-only
// Copies of the reference with one mistake each, which the tool has to find.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

CommandResult check(const std::string& implementation) {
  return run_lockstep({"check", "--no-faults", "--stop-at-first", "--runs", "200000", "--config",
                       "DEBUG_VM=off,LOCKDEP=off", "--variant",
                       implementation_file(implementation)});
}

TEST(KnownMistake, OfAWriterThatDoesNotWaitForReadersIsFound) {
  EXPECT_EQ(check("writer_does_not_wait").status, 1);
}

TEST(KnownMistake, OfAWriterThatLetsReadersInTooEarlyIsFound) {
  EXPECT_EQ(check("sequence_written_late").status, 1);
}

// Nothing but the race detector can see this one: executions are sequentially consistent.
TEST(KnownMistake, OfAReaderThatDoesNotAcquireIsFoundWhereRacesAreWatchedForAndTheReportSaysSo) {
  const CommandResult run = check("reader_does_not_acquire");
  if (watches_races()) {
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.output, HasSubstr("read and atomic write of vma 0 vm_lock_seq race"));
    EXPECT_THAT(run.output, ContainsRegex("  source        kernel/linux/mmap_lock.h:[0-9]+, "
                                          "reference/vma_lock/before.c:[0-9]+\n"));
  } else {
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.output, HasSubstr("not watched by this build"));
  }
}

// In its build, ThreadSanitizer looks away from a word after its first report there; the tool must
// not.
TEST(KnownMistake, ShowsItsRaceAgainInEveryLaterExecution) {
  const TemporaryFolder folder;
  folder.add("race.txt", watches_races() ? first_reproducer(check("reader_does_not_acquire").output)
                                         : "vma 0 attached\n"
                                           "task writer: mmap_write_lock; vma_start_write 0\n"
                                           "task reader: vma_start_read 0\n");
  const CommandResult replay = run_lockstep(
      {"replay", "--variant", implementation_file("reader_does_not_acquire"), "race.txt"},
      folder.path());
  EXPECT_EQ(replay.status, watches_races() ? 1 : 0) << replay.output;
  EXPECT_EQ(replay.output.find("data race") != std::string::npos, watches_races());
}

}  // namespace
}  // namespace lockstep::tests
