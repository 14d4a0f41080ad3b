// SPDX-License-Identifier: GPL-2.0-only
// libFuzzer on the real patch, used as in docs/fuzzing.md, for seconds instead of minutes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/end_to_end/fault_row.h"
#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kKnown = "--known " LOCKSTEP_SOURCE_DIR "/corpus/known/v3.txt";
constexpr const char* kFingerprint = "88b7e0cdf833e033";
constexpr int kCrashed = 77;  // libFuzzer's exit status when its target crashed

class Fuzz : public testing::Test {
 protected:
  Fuzz() { fs::create_directory(corpus()); }

  fs::path corpus() const { return folder_.path() / "corpus"; }

  /// Runs fuzz_check with arguments of libFuzzer, and options of its own.
  Command command(const std::vector<std::string>& arguments, const std::string& options) const {
    Command command;
    command.words = {built_file("fuzz/fuzz_check")};
    command.words.insert(command.words.end(), arguments.begin(), arguments.end());
    command.folder = folder_.path();
    command.environment = {"LOCKSTEP_FUZZ=" + options};
    return command;
  }

  CommandResult fuzz(const std::vector<std::string>& arguments,
                     const std::string& options = kKnown) const {
    return run_command(command(arguments, options));
  }

  CommandResult lockstep(const std::vector<std::string>& arguments) const {
    return run_lockstep(arguments, folder_.path());
  }

  /// The files that fuzzing left whose names begin with `start`.
  std::vector<fs::path> files(const std::string& start) const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      if (entry.path().filename().string().starts_with(start)) found.push_back(entry.path());
    }
    return found;
  }

  static std::map<std::string, std::string> contents(const fs::path& folder) {
    std::map<std::string, std::string> contents;
    for (const auto& entry : fs::directory_iterator(folder)) {
      contents[entry.path().filename()] = content_of(entry.path());
    }
    return contents;
  }

  /// Every file of the corpus becomes text and the same bytes again.
  void expect_round_trip() const {
    ASSERT_EQ(lockstep({"corpus", "unpack", "--all", "corpus", "--output", "texts"}).status, 0);
    ASSERT_EQ(lockstep({"corpus", "pack", "texts", "--output", "packed"}).status, 0);
    EXPECT_EQ(contents(folder_.path() / "packed"), contents(corpus()));
    fs::remove_all(folder_.path() / "texts");
    fs::remove_all(folder_.path() / "packed");
  }

  TemporaryFolder folder_;
};

// In 20 runs with different seeds it took between 1,000 and 40,000 pairs.
TEST_F(Fuzz, StopsOnTheDifferenceOfThePatchFromAnEmptyCorpusAndItsCrashFileIsReduced) {
  const CommandResult run = fuzz({"-seed=1", "-runs=500000", "corpus"}, "--variant v3");
  EXPECT_EQ(run.status, kCrashed);
  EXPECT_THAT(run.errors, HasSubstr("\nDiscrepancy: warning, reachable, fingerprint " +
                                    std::string(kFingerprint) + "\n"));
  EXPECT_THAT(run.errors, HasSubstr("  Reproducer (2 tasks, 4 operations, 1 switch):\n"));
  const auto crashes = files("crash-");
  ASSERT_THAT(crashes, SizeIs(1));
  const CommandResult reduced = lockstep({"reduce", crashes[0].filename()});
  EXPECT_EQ(reduced.status, 1) << reduced.errors;
  EXPECT_THAT(reduced.output, HasSubstr(kFingerprint));
}

TEST_F(Fuzz, GoesOnPastWhatIsKnownAndSaysHowOften) {
  const CommandResult run = fuzz({"-seed=1", "-runs=100000", "corpus"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.errors,
              ContainsRegex("fuzz_check: 88b7e0cdf833e033 is known, passed over [0-9,]+ "
                            "times\n"));
  EXPECT_THAT(files("crash-"), IsEmpty());
}

TEST_F(Fuzz, SaysWhichKnownDiscrepancyWasNotMet) {
  const CommandResult run =
      fuzz({"-seed=1", "-runs=2000", "corpus"}, std::string(kKnown) + " --variant merged");
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.errors,
              HasSubstr("v3.txt:6: 88b7e0cdf833e033 was not met: this entry may be stale\n"));
}

TEST_F(Fuzz, EndsWithTheSameCorpusByteForByteFromTheSameSeed) {
  fs::create_directory(folder_.path() / "again");
  const CommandResult first = fuzz({"-seed=7", "-runs=50000", "corpus"});
  const CommandResult second = fuzz({"-seed=7", "-runs=50000", "again"});
  EXPECT_EQ(first.status, 0) << first.errors;
  EXPECT_EQ(second.status, 0) << second.errors;
  EXPECT_GT(contents(corpus()).size(), 100u);
  EXPECT_EQ(contents(corpus()), contents(folder_.path() / "again"));
}

TEST_F(Fuzz, KeepsOnlyWhatBecomesTextAndTheSameBytesAgain) {
  fuzz({"-seed=3", "-runs=100000", "corpus"});
  expect_round_trip();
}

// Kills it just after so many files have been written; files are counted, time is not measured.
TEST_F(Fuzz, LeavesAWholeCorpusWhenItIsKilledAndGoesOnFromThere) {
  const auto files_in_corpus = [&] {
    return std::distance(fs::directory_iterator(corpus()), fs::directory_iterator());
  };
  std::ptrdiff_t before = 0;
  for (unsigned kill = 1; kill <= 3; ++kill) {
    const CommandResult run =
        run_command_until(command({"-seed=" + std::to_string(kill), "corpus"}, kKnown),
                          [&] { return files_in_corpus() > before + 40; });
    EXPECT_EQ(run.status, 128 + 9);
    EXPECT_GT(files_in_corpus(), before);
    before = files_in_corpus();
    expect_round_trip();
  }
  expect_fault_row("SIGKILL of a fuzzer",
                   "its corpus is whole, and the next one goes on from there");
}

TEST_F(Fuzz, ReplaysTheRegressionsOnEveryImplementation) {
  ASSERT_EQ(lockstep({"corpus", "pack", LOCKSTEP_SOURCE_DIR "/corpus/regressions", "--output",
                      "regressions"})
                .status,
            0);
  for (const std::string options : {"--variant before", "--variant merged", kKnown}) {
    const CommandResult run = fuzz({"-runs=0", "regressions"}, options);
    EXPECT_EQ(run.status, 0) << options << run.errors;
  }
  EXPECT_EQ(fuzz({"-runs=0", "regressions"}, "--variant v3").status, kCrashed);
}

TEST_F(Fuzz, MinimizesACrashMergesCorporaAndForksAsUsersOfLibFuzzerExpect) {
  fuzz({"-seed=1", "-runs=500000", "corpus"}, "--variant v3");
  const auto crashes = files("crash-");
  ASSERT_THAT(crashes, SizeIs(1));
  const CommandResult minimized =
      fuzz({"-minimize_crash=1", "-runs=2000", "-exact_artifact_path=small", crashes[0]},
           "--variant v3");
  EXPECT_LT(fs::file_size(folder_.path() / "small"), fs::file_size(crashes[0])) << minimized.errors;
  EXPECT_EQ(fuzz({"small"}, "--variant v3").status, kCrashed);

  fs::create_directory(folder_.path() / "merged");
  const CommandResult merge = fuzz({"-merge=1", "merged", "corpus"});
  EXPECT_EQ(merge.status, 0) << merge.errors;
  const std::size_t kept = contents(folder_.path() / "merged").size();
  EXPECT_GT(kept, 10u);
  EXPECT_LE(kept, contents(corpus()).size());

  const CommandResult fork = fuzz({"-fork=1", "-runs=20000", "-max_total_time=3", "merged"});
  EXPECT_EQ(fork.status, 0) << fork.errors;
}

TEST_F(Fuzz, SharesACorpusWithAnotherFuzzer) {
  Command both = command({}, kKnown);
  both.words = {"/bin/sh", "-c",
                "for seed in 1 2; do \"$0\" -seed=$seed -runs=20000 corpus & done; wait",
                both.words.front()};
  EXPECT_EQ(run_command(both).status, 0);
  EXPECT_GT(contents(corpus()).size(), 100u);
  expect_round_trip();
  expect_fault_row("two fuzzers in one corpus", "every file is whole, and all become text");
}

TEST_F(Fuzz, WithFaultsFindsWhatIsOutOfContractAndWithoutThemPassesItOver) {
  const CommandResult run =
      fuzz({"-seed=1", "-runs=500000", "corpus"}, std::string(kKnown) + " --faults");
  EXPECT_EQ(run.status, kCrashed);
  EXPECT_THAT(run.errors, ContainsRegex("\nDiscrepancy: [a-z /]+, out of contract, fingerprint "));
  const auto crashes = files("crash-");
  ASSERT_THAT(crashes, SizeIs(1));
  EXPECT_EQ(fuzz({crashes[0]}).status, 0);
}

TEST_F(Fuzz, TakesASharedObjectAndFindsItsMistake) {
  const CommandResult run = fuzz({"-seed=1", "-runs=500000", "corpus"},
                                 "--variant " + implementation_file("writer_does_not_wait"));
  EXPECT_EQ(run.status, kCrashed);
  EXPECT_THAT(run.errors, HasSubstr("\nDiscrepancy: "));
}

TEST_F(Fuzz, AnswersAMistakeWithOneLine) {
  const CommandResult run = fuzz({"-runs=1"}, "--variant nothing");
  EXPECT_EQ(run.status, 2);
  EXPECT_EQ(run.errors,
            "fuzz_check: --variant: expected an implementation (before, v3, merged) or a file "
            "ending in .so, found 'nothing'\n");
}

TEST(FuzzText, FindsNothingInTheParser) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "corpus");
  const CommandResult run =
      run_command({.words = {built_file("fuzz/fuzz_text"), "-seed=1", "-runs=20000",
                             "-dict=" LOCKSTEP_SOURCE_DIR "/fuzz/text.dict", "corpus",
                             LOCKSTEP_SOURCE_DIR "/corpus/seeds"},
                   .folder = folder.path()});
  EXPECT_EQ(run.status, 0) << run.errors;
}

}  // namespace
}  // namespace lockstep::tests
