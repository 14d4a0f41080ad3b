// SPDX-License-Identifier: GPL-2.0-only
// The tools of AFL++ as people use them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using Words = std::vector<std::string>;

const std::string kSeeds = built_file("fuzz/seeds");
const std::string kTarget = built_file("fuzz/afl/afl_check");
constexpr int kAborted = 128 + SIGABRT;

/// A program that shows the difference of v3 at once.
constexpr const char* kDifferent =
    "vma 0 attached\n"
    "task reader: send_sigkill writer; vma_start_read 0\n"
    "task writer: mmap_write_lock; vma_start_write_killable 0\n"
    "task idle: vma_start_read 0; read_data 0; vma_end_read 0\n"
    "schedule: reader*6 writer*\n";

class AflTest : public ::testing::Test {
 protected:
  CommandResult run(const Words& words, const Words& variables = {}) const {
    return run_command(command(words, variables));
  }

  /// Runs AFL++ with the settings that it needs without a terminal. Limits are executions, not
  /// seconds.
  Command command(const Words& words, const Words& variables) const {
    Command command = {.words = words, .folder = folder_.path(), .environment = variables};
    for (const char* const name :
         {"AFL_SKIP_CPUFREQ", "AFL_NO_UI", "AFL_NO_AFFINITY", "AFL_NO_COLOR", "AFL_ALLOW_TMP",
          "AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES", "AFL_CUSTOM_MUTATOR_ONLY"}) {
      command.environment.push_back(std::string(name) + "=1");
    }
    command.environment.push_back("AFL_CUSTOM_MUTATOR_LIBRARY=" +
                                  built_file("fuzz/afl/lockstep_afl_mutator.so"));
    return command;
  }

  Words afl_fuzz(const std::string& input, const std::string& executions) const {
    return {"afl-fuzz", "-i",   input, "-o",       "out", "-s",   "1",
            "-t",       "2000", "-E",  executions, "--",  kTarget};
  }

  /// kDifferent as bytes, in a folder of its own.
  fs::path add_different() const {
    folder_.add("different.txt", kDifferent);
    run_lockstep({"corpus", "pack", "different.txt", "--output", "different"}, folder_.path());
    return folder_.path() / "different" / "different";
  }

  /// What afl-fuzz saved as a queue or as crashes.
  std::vector<fs::path> saved(const std::string& what) const {
    std::vector<fs::path> files;
    std::error_code none_yet;
    for (const auto& entry :
         fs::directory_iterator(folder_.path() / "out/default" / what, none_yet)) {
      if (entry.path().filename().string().starts_with("id:")) files.push_back(entry.path());
    }
    return files;
  }

  static Words contents_of(const std::vector<fs::path>& files) {
    Words contents;
    std::ranges::transform(files, std::back_inserter(contents), content_of);
    return contents;
  }

  /// Whether a process still runs in this test's folder.
  bool has_processes() const {
    std::error_code not_ours;
    return std::ranges::any_of(fs::directory_iterator("/proc"), [&](const auto& process) {
      return fs::read_symlink(process.path() / "cwd", not_ours) == folder_.path();
    });
  }

  /// A value of the last run's fuzzer_stats.
  std::string stat(const std::string& name) const {
    const std::string stats = content_of(folder_.path() / "out/default/fuzzer_stats");
    const Words lines = lines_with(stats, name + " ");
    return lines.empty() ? "missing" : lines.front().substr(lines.front().find(": ") + 2);
  }

  TemporaryFolder folder_;
};

// Eleven runs with as many seeds took 5,000 to 320,000 executions, 91,000 on average: the
// probability that a run takes 3 million is e^-33.
TEST_F(AflTest, FuzzSavesACrashThatReducesToTheDifferenceOfV3) {
  const CommandResult fuzzed = run(afl_fuzz(kSeeds, "3000000"), {"AFL_BENCH_UNTIL_CRASH=1"});
  ASSERT_THAT(saved("crashes"), Not(IsEmpty())) << fuzzed.output << fuzzed.errors;
  EXPECT_EQ(stat("stability"), "100.00%");
  EXPECT_THAT(stat("target_mode"), HasSubstr("persistent"));
  const CommandResult reduced = run_lockstep({"reduce", "--bytes", saved("crashes").front()});
  EXPECT_EQ(reduced.status, 1) << reduced.errors;
  EXPECT_THAT(reduced.output, HasSubstr("fingerprint 88b7e0cdf833e033"));
}

TEST_F(AflTest, FuzzPassesOverWhatIsKnown) {
  const std::string seeds = add_different().parent_path();
  const CommandResult fuzzed =
      run(afl_fuzz(seeds, "100000"),
          {"LOCKSTEP_FUZZ=--known " LOCKSTEP_SOURCE_DIR "/corpus/known/v3.txt"});
  EXPECT_EQ(fuzzed.status, 0) << fuzzed.output << fuzzed.errors;
  EXPECT_THAT(fuzzed.output, Not(HasSubstr("results in a crash")));
  EXPECT_EQ(stat("saved_crashes"), "0");
  EXPECT_EQ(stat("stability"), "100.00%");
  EXPECT_GE(std::stol(stat("execs_done")), 100'000);
}

// Other executions, which depend on earlier inputs, find out what the difference means.
TEST_F(AflTest, FuzzIsStableThoughAVariantTakesOtherSteps) {
  run(afl_fuzz(kSeeds, "30000"),
      {"LOCKSTEP_FUZZ=--variant " + implementation_file("skips_waiter")});
  EXPECT_EQ(stat("saved_crashes"), "0");
  EXPECT_EQ(stat("stability"), "100.00%");
}

// Trimming would change what is in the queue.
TEST_F(AflTest, FuzzThatWasKilledGoesOnWithAllItHad) {
  const auto seeds = std::distance(fs::directory_iterator(kSeeds), fs::directory_iterator());
  const auto enough = static_cast<std::size_t>(seeds) + 50;
  const Words command_line = afl_fuzz(kSeeds, "3000000");
  const CommandResult killed = run_command_until(command(command_line, {"AFL_DISABLE_TRIM=1"}),
                                                 [&] { return saved("queue").size() > enough; });
  ASSERT_EQ(killed.status, 128 + SIGKILL) << killed.output << killed.errors;
  Words before = contents_of(saved("queue"));
  std::erase(before, "");  // it may have been killed between making a file and writing to it
  while (has_processes()) continue;  // the target's end follows soon
  const CommandResult resumed =
      run(afl_fuzz(kSeeds, "1000"), {"AFL_DISABLE_TRIM=1", "AFL_AUTORESUME=1"});
  EXPECT_EQ(resumed.status, 0) << resumed.output << resumed.errors;
  EXPECT_THAT(resumed.output, HasSubstr("will attempt session resume"));
  EXPECT_THAT(contents_of(saved("queue")), IsSupersetOf(before));
}

TEST_F(AflTest, TminMakesACrashSmallerAndKeepsItCrashing) {
  const fs::path crash = add_different();
  const CommandResult minimized = run({"afl-tmin", "-i", crash, "-o", "small", "--", kTarget});
  EXPECT_EQ(minimized.status, 0) << minimized.output << minimized.errors;
  EXPECT_LT(fs::file_size(folder_.path() / "small"), fs::file_size(crash));
  EXPECT_EQ(run({kTarget, "small"}).status, kAborted);
  EXPECT_EQ(run_lockstep({"replay", "--bytes", "small"}, folder_.path()).status, 1);
}

TEST_F(AflTest, CminKeepsSomeOfTheSeeds) {
  const CommandResult minimized = run({"afl-cmin", "-i", kSeeds, "-o", "small", "--", kTarget});
  EXPECT_EQ(minimized.status, 0) << minimized.output << minimized.errors;
  std::size_t kept = 0;
  for (const auto& entry : fs::directory_iterator(folder_.path() / "small")) {
    EXPECT_EQ(content_of(entry.path()), content_of(kSeeds / entry.path().filename()));
    ++kept;
  }
  EXPECT_GT(kept, 10u);
}

// An exit status means nothing to AFL++, so a bug of Lockstep has to be a crash. One in five
// executions differs; the probability that none of 40 does is 0.01 %.
TEST_F(AflTest, TargetAbortsIfExecutionsDependOnEarlierOnes) {
  std::vector<std::string> words(41, kSeeds + "/attach_after_killable_write_lock");
  words.front() = kTarget;
  const CommandResult result =
      run(words, {"LOCKSTEP_FUZZ=--variant " + implementation_file("remembers")});
  EXPECT_EQ(result.status, kAborted);
  EXPECT_THAT(result.errors, HasSubstr("a bug in Lockstep, or an implementation that keeps state"));
}

TEST_F(AflTest, TargetRefusesOptionsThatThereAreNot) {
  const CommandResult result = run({kTarget, add_different()}, {"LOCKSTEP_FUZZ=--varaint v3"});
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.errors, HasSubstr("expected --reference, --variant"));
}

TEST_F(AflTest, TextTargetIsFuzzedToo) {
  fs::create_directory(folder_.path() / "texts");
  folder_.add("texts/different.txt", kDifferent);
  const CommandResult fuzzed = run({"afl-fuzz", "-i", "texts", "-o", "out", "-s", "1", "-t", "2000",
                                    "-E", "20000", "--", built_file("fuzz/afl/afl_text")},
                                   {"AFL_CUSTOM_MUTATOR_LIBRARY="});
  EXPECT_EQ(fuzzed.status, 0) << fuzzed.output << fuzzed.errors;
  EXPECT_EQ(stat("stability"), "100.00%");
  EXPECT_EQ(stat("saved_crashes"), "0");
  EXPECT_GT(std::stol(stat("corpus_found")), 0);
}

}  // namespace
}  // namespace lockstep::tests
