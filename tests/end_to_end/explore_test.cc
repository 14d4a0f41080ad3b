// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/golden.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

// The build with AddressSanitizer does not watch for data races: it has no row for them, and says
// so at the end.
std::string without_races(std::string text) {
  const std::size_t row = text.find("  data races ");
  EXPECT_EQ(row != std::string::npos, watches_races());
  if (row != std::string::npos) text.erase(row, text.find('\n', row) + 1 - row);
  return text.substr(0, text.find("\nNot shown: "));
}

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kWriterAndTwoReaders =
    "config DEBUG_VM=on LOCKDEP=on\n"
    "vma 0 attached\n"
    "task writer: mmap_write_lock; vma_start_write_killable 0\n"
    "task reader_a: vma_start_read 0; vma_end_read 0\n"
    "task reader_b: vma_start_read 0; vma_end_read 0\n";

constexpr const char* kKilledWriter =
    "config DEBUG_VM=on LOCKDEP=off\n"
    "vma 0 attached\n"
    "task reader: vma_start_read 0; vma_end_read 0\n"
    "task writer: mmap_write_lock; vma_start_write_killable 0\n"
    "task killer: send_sigkill writer\n";

class Explore : public ::testing::Test {
 protected:
  CommandResult explore(const std::string& program, std::vector<std::string> more) {
    folder_.add("program.txt", program);
    std::vector<std::string> arguments = {"explore", "program.txt"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_lockstep(arguments, folder_.path());
  }

  TemporaryFolder folder_;
};

TEST_F(Explore, SaysThatThePatchAsMergedIsEqualUnderEverySchedule) {
  const CommandResult run = explore(kWriterAndTwoReaders, {"--variant", "merged"});
  EXPECT_EQ(run.status, 0) << run.errors;
  expect_golden("explore_equal", without_races(run.output));
}

TEST_F(Explore, SaysWhatThePatchAsPostedShowsAndGivesASchedule) {
  const CommandResult run = explore(kKilledWriter, {"--outcomes", "2"});
  EXPECT_EQ(run.status, 1) << run.errors;
  expect_golden("explore_different", without_races(run.output));
}

// Schedules that are printed can be given back to the command.
TEST_F(Explore, PrintsSchedulesThatShowTheOutcome) {
  const CommandResult run = explore(kKilledWriter, {});
  const auto schedules = lines_with(run.output, "  schedule: ");
  ASSERT_GT(schedules.size(), 3u);
  folder_.add("again.txt", kKilledWriter + schedules[0].substr(2) + "\n");
  const CommandResult replay = run_lockstep({"replay", "again.txt"}, folder_.path());
  EXPECT_EQ(replay.status, 1);
  EXPECT_THAT(replay.output, HasSubstr("VM_WARN_ON_ONCE(!ves->exclusive)"));
  EXPECT_THAT(replay.errors, IsEmpty());
}

TEST_F(Explore, UpholdsARewriteThatTakesOtherStepsByOutcomeSets) {
  const CommandResult run =
      explore(kWriterAndTwoReaders, {"--variant", implementation_file("skips_waiter")});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("Equal: by outcome sets; the sides take different steps\n"));
}

TEST_F(Explore, RefutesOneThatOnlyLooksLikeIt) {
  const CommandResult run =
      explore(kWriterAndTwoReaders, {"--variant", implementation_file("skips_waiter_too_early")});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, AllOf(HasSubstr("Different: by outcome sets"),
                                HasSubstr("Only skips_waiter_too_early has ")));
}

TEST_F(Explore, GivesTheSameWhenStatesAreVerified) {
  const CommandResult hashed = explore(kKilledWriter, {});
  const CommandResult verified = explore(kKilledWriter, {"--verify-states"});
  EXPECT_EQ(verified.output, hashed.output);
  EXPECT_EQ(verified.status, hashed.status);
}

TEST_F(Explore, SaysThatAnImplementationKeepsStateOfItsOwn) {
  const CommandResult run = explore(kKilledWriter, {"--variant", implementation_file("remembers")});
  EXPECT_EQ(run.status, 3) << run.output;
  EXPECT_THAT(run.errors, HasSubstr("an implementation that keeps state from one execution to"));
}

TEST_F(Explore, SaysThatAnImplementationSharesMemoryOfItsOwn) {
  const CommandResult run =
      explore(kKilledWriter, {"--variant", implementation_file("shares_memory")});
  EXPECT_EQ(run.status, 4) << run.output;
  EXPECT_THAT(run.errors, HasSubstr("cannot be explored: shares_memory shares memory of its own"));
}

TEST_F(Explore, SaysSoIfThereIsNotEnoughMemory) {
  const CommandResult run =
      explore(kWriterAndTwoReaders, {"--variant", "merged", "--memory", "30K"});
  EXPECT_EQ(run.status, 4) << run.output;
  EXPECT_THAT(run.output, AllOf(HasSubstr("more than"), HasSubstr("(--memory)")));
}

TEST_F(Explore, RefusesWhatIsNoSize) {
  for (const char* const size : {"0", "-1", "many", "5X", "99999999999G"}) {
    const CommandResult run = explore(kKilledWriter, {"--memory", size});
    EXPECT_EQ(run.status, 2) << size;
    EXPECT_THAT(run.errors, HasSubstr("--memory: expected a size such as 500M or 1.5G"));
  }
}

}  // namespace
}  // namespace lockstep::tests
