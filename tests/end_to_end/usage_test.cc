// SPDX-License-Identifier: GPL-2.0-only
// The commands, used as intended.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST(Check, WritesItsReportToAFileAndNothingElsewhere) {
  const TemporaryFolder folder;
  const CommandResult run =
      run_lockstep({"check", "--runs", "100", "--output", "report.txt"}, folder.path());
  EXPECT_THAT(run.output, IsEmpty());
  EXPECT_THAT(run.errors, IsEmpty());
  EXPECT_THAT(content_of(folder.path() / "report.txt"), HasSubstr("Claim    v3 behaves like"));
}

TEST(Check, ShowsNoProgressWhenNobodyWatches) {
  EXPECT_THAT(run_lockstep({"check", "--no-faults", "--runs", "50000"}).errors, IsEmpty());
}

TEST(Check, SavesReproducersThatReplayOnRequest) {
  const TemporaryFolder folder;
  run_lockstep({"check", "--runs", "200000", "--no-faults", "--save", "."}, folder.path());
  std::vector<std::string> saved;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    saved.push_back(entry.path().string());
  }
  ASSERT_THAT(saved, SizeIs(1));
  EXPECT_EQ(run_lockstep({"replay", saved[0]}).status, 1);
}

TEST(Check, SaysHowMuchOfEachItDid) {
  const CommandResult run =
      run_lockstep({"check", "--variant", "before", "--runs", "20000", "--no-corpus"});
  EXPECT_THAT(
      run.output,
      AllOf(HasSubstr("\nSearched under DEBUG_VM=off LOCKDEP=off, "),
            HasSubstr("  1 operation         104 programs of up to 3 tasks, at once, under all "
                      "schedules; 624 pairs\n"),
            HasSubstr("  random programs     ")));
}

TEST(Reduce, TakesAwayWhatDoesNotMatter) {
  const CommandResult run =
      run_lockstep({"reduce", LOCKSTEP_SOURCE_DIR "/corpus/seeds/killed_twice.txt"});
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.output, HasSubstr("2 tasks, 4 operations, 1 switch"));
}

TEST(Reduce, GivesAFileThatItCannotReduceFurther) {
  const TemporaryFolder folder;
  const CommandResult once =
      run_lockstep({"reduce", LOCKSTEP_SOURCE_DIR "/corpus/seeds/killed_twice.txt"});
  const auto file = folder.add("once.txt", once.output);
  EXPECT_EQ(run_lockstep({"reduce", file.string()}).output, once.output);
}

TEST(Reduce, SaysSoIfThereIsNothingToReduce) {
  const CommandResult run = run_lockstep(
      {"reduce", "--variant", "merged", LOCKSTEP_SOURCE_DIR "/corpus/seeds/write_lock_twice.txt"});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.errors, HasSubstr("showed the same wherever the program was run"));
}

TEST(Replay, RunsEveryProgramOfTheCorpusWithTheReferenceOnBothSides) {
  for (const auto& entry :
       std::filesystem::directory_iterator(LOCKSTEP_SOURCE_DIR "/corpus/seeds")) {
    const CommandResult run =
        run_lockstep({"replay", "--variant", "before", entry.path().string()});
    EXPECT_EQ(run.status, 0) << entry.path() << run.output << run.errors;
    EXPECT_THAT(run.errors, IsEmpty()) << entry.path();
  }
}

TEST(Replay, DoesNotWaitForOutcomeSetsThatAreTooLarge) {
  const CommandResult run =
      run_lockstep({"replay", LOCKSTEP_SOURCE_DIR "/tests/end_to_end/programs/many_states.txt"});
  EXPECT_EQ(run.status, 4) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("undecided, more than 100,000 states"));
}

std::ptrdiff_t count_files(const std::filesystem::path& folder) {
  return std::distance(std::filesystem::directory_iterator(folder),
                       std::filesystem::directory_iterator());
}

TEST(Corpus, GoesToBytesAndBackWithoutLoss) {
  const TemporaryFolder folder;
  const std::string bytes = folder.path() / "bytes";
  const std::string texts = folder.path() / "texts";
  const std::string again = folder.path() / "again";
  EXPECT_EQ(run_lockstep({"corpus", "pack", LOCKSTEP_SOURCE_DIR "/corpus/seeds", "--output", bytes})
                .status,
            0);
  EXPECT_EQ(run_lockstep({"corpus", "unpack", "--all", bytes, "--output", texts}).status, 0);
  EXPECT_EQ(run_lockstep({"corpus", "pack", texts, "--output", again}).status, 0);
  for (const auto& entry : std::filesystem::directory_iterator(bytes)) {
    EXPECT_EQ(content_of(entry.path()), content_of(again / entry.path().filename()));
  }
  EXPECT_EQ(count_files(bytes), count_files(LOCKSTEP_SOURCE_DIR "/corpus/seeds"));
}

TEST(Corpus, UnpacksAnyBytesToAProgram) {
  const TemporaryFolder folder;
  std::mt19937 random(42);
  for (int i = 0; i < 20; ++i) {
    std::string bytes;
    for (auto length = random() % 200; length > 0; --length) {
      bytes += static_cast<char>(random() & 0xff);
    }
    const auto file = folder.add("bytes", bytes);
    const CommandResult unpacked = run_lockstep({"corpus", "unpack", file.string()});
    EXPECT_EQ(unpacked.status, 0) << unpacked.errors;
    const auto text = folder.add("text.txt", unpacked.output);
    EXPECT_EQ(run_lockstep({"replay", "--variant", "before", text.string()}).status, 0);
  }
}

TEST(Corpus, OfAFuzzerIsListedAndCheckedAsItIs) {
  const TemporaryFolder folder;
  const std::string bytes = folder.path() / "bytes";
  run_lockstep({"corpus", "pack", LOCKSTEP_SOURCE_DIR "/corpus/regressions", "--output", bytes});
  const auto programs = count_files(bytes);
  EXPECT_GT(programs, 0);
  EXPECT_THAT(lines_with(run_lockstep({"corpus", "list", bytes}).output, "operation"),
              SizeIs(programs));
  const CommandResult run = run_lockstep(
      {"check", "--variant", "merged", "--no-faults", "--runs", "30000", "--corpus", bytes});
  EXPECT_EQ(run.status, 0) << run.errors;
  // In each of the four configurations.
  EXPECT_THAT(run.output,
              HasSubstr("  corpus              " + std::to_string(4 * programs) + " programs"));
}

TEST(List, ShowsOneOperation) {
  const CommandResult run = run_lockstep({"list", "vma_start_read"});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(lines_with(run.output, "vma_start_read"), SizeIs(1));
}

TEST(List, ShowsImplementationsOperationsAndStrategies) {
  const CommandResult run = run_lockstep({"list"});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.output, AllOf(HasSubstr("before"), HasSubstr("merged"),
                                HasSubstr("vma_start_write_killable VMA"), HasSubstr("pct")));
}

TEST(Help, IsThereForEveryCommand) {
  for (const char* const command :
       {"check", "replay", "explore", "reduce", "stress", "corpus", "list"}) {
    const CommandResult run = run_lockstep({command, "--help"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.output, Not(IsEmpty()));
  }
}

}  // namespace
}  // namespace lockstep::tests
