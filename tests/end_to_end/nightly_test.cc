// SPDX-License-Identifier: GPL-2.0-only
// Runs ci/nightly on the tested build, for seconds instead of a night.
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

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class Nightly : public testing::Test {
 protected:
  Command command(const std::vector<std::string>& arguments) const {
    Command command = {.words = {LOCKSTEP_SOURCE_DIR "/ci/nightly", "--built", built_file(""),
                                 "--corpus", "corpus", "--results", "results", "--jobs", "2"},
                       .folder = folder_.path(),
                       .environment = {}};
    command.words.insert(command.words.end(), arguments.begin(), arguments.end());
    return command;
  }

  CommandResult run(const std::vector<std::string>& arguments) const {
    return run_command(command(arguments));
  }

  std::vector<fs::path> files(const fs::path& below) const {
    std::vector<fs::path> files;
    std::error_code none_yet;
    for (const auto& entry : fs::directory_iterator(folder_.path() / below, none_yet)) {
      files.push_back(entry.path());
    }
    return files;
  }

  /// Whether a process still has this test's folder in its command line.
  bool has_processes() const {
    return std::ranges::any_of(fs::directory_iterator("/proc"), [&](const auto& process) {
      return content_of(process.path() / "cmdline").find(folder_.path()) != std::string::npos;
    });
  }

  TemporaryFolder folder_;
};

TEST_F(Nightly, FilesWhatIsUnknownOnceAndSaysSoEveryNight) {
  const std::string variant = implementation_file("null_dereference");
  fs::path filed;
  for (const std::string night : {"first", "second"}) {
    const CommandResult result = run({"--variant", variant, "--time", "2s"});
    EXPECT_EQ(result.status, 1) << night << result.output << result.errors;
    EXPECT_THAT(result.output, ContainsRegex("null_dereference: UNKNOWN [0-9a-f]{16}: "));
    EXPECT_EQ(result.output.find(" (new)\n") != std::string::npos, night == "first");
    const auto found = files("results/null_dereference");
    ASSERT_EQ(found.size(), 1u) << night;
    EXPECT_TRUE(filed.empty() || filed == found[0]);
    filed = found[0];
  }
  const CommandResult replayed = run_lockstep({"replay", "--variant", variant, filed});
  EXPECT_EQ(replayed.status, 1);
  EXPECT_THAT(replayed.output, HasSubstr("null_dereference"));
}

// AFL++ may leave several before it stops. These are left by a run that was killed.
TEST_F(Nightly, FilesCrashesOfOneDiscrepancyAsOne) {
  const std::string build = fs::path(built_file("")).parent_path().filename();
  const fs::path campaign =
      folder_.path() / "results/unfinished/campaigns/null_dereference" / (build + "-libfuzzer");
  folder_.add("killed.txt",
              "vma 0 attached\ntask a: vma_start_read 0; send_sigkill b\n"
              "task b: mmap_write_lock; vma_start_write_killable 0\nschedule: a*4 b* a*\n");
  for (const std::string name : {"one", "two"}) {
    fs::create_directories(campaign / "crashes");
    ASSERT_EQ(
        run_lockstep({"corpus", "pack", "killed.txt", "--output", name}, folder_.path()).status, 0);
    fs::rename(folder_.path() / name / "killed", campaign / "crashes" / name);
  }
  const std::string variant = implementation_file("null_dereference");
  const CommandResult result = run({"--variant", variant, "--time", "1s"});
  EXPECT_EQ(result.status, 1) << result.output << result.errors;
  EXPECT_THAT(result.output, Not(HasSubstr("BUG: ")));
  EXPECT_THAT(files("results/null_dereference"), SizeIs(1));
}

TEST_F(Nightly, PassesOverWhatIsListed) {
  const CommandResult result = run({"--variant", "v3", "--time", "2s"});
  EXPECT_EQ(result.status, 0) << result.output << result.errors;
  EXPECT_THAT(result.output, ContainsRegex("v3: known 88b7e0cdf833e033, met [0-9]+ times\n"));
  EXPECT_THAT(result.output, Not(HasSubstr("UNKNOWN")));
  EXPECT_THAT(content_of(folder_.path() / "results/reports/v3.txt"), HasSubstr("UPHELD"));
  EXPECT_FALSE(fs::exists(folder_.path() / "results/unfinished"));
}

// What the run had found by then is in the corpus at the end.
TEST_F(Nightly, LeavesNothingRunningWhenItIsKilledAndGoesOnFromThere) {
  for (const int signal : {SIGKILL, SIGINT}) {
    std::size_t before = 0;
    const auto fuzzed = [&] {
      before = 0;
      for (const auto& campaign : files("results/unfinished/campaigns/merged"))
        before += files(campaign / "corpus").size();
      return before > 50;
    };
    const CommandResult killed =
        run_command_until(command({"--variant", "merged", "--time", "10m"}), fuzzed, signal);
    EXPECT_EQ(killed.status, 128 + signal) << killed.errors;
    while (has_processes()) continue;  // their end follows
    const CommandResult resumed = run({"--variant", "merged", "--time", "2s"});
    EXPECT_EQ(resumed.status, 0) << resumed.output << resumed.errors;
    EXPECT_GT(files("corpus/merged").size(), 50u);
    EXPECT_EQ(run_lockstep({"corpus", "list", "corpus/merged"}, folder_.path()).status, 0);
  }
}

TEST_F(Nightly, AnswersAMistakeWithOneLine) {
  const CommandResult time = run({"--time", "10"});
  EXPECT_EQ(time.status, 2);
  EXPECT_THAT(time.errors,
              StartsWith("ci/nightly: --time: expected e.g. 30s, 10m or 8h, found '10'; usage: "));
  const CommandResult built = run({"--built", "/nope"});
  EXPECT_EQ(built.status, 2);
  EXPECT_THAT(built.errors, StartsWith("ci/nightly: --built: /nope: expected a folder with "));
  for (const CommandResult& run : {time, built}) EXPECT_THAT(lines_with(run.errors, ""), SizeIs(1));
  const CommandResult variant = run({"--variant", "v2", "--time", "10s"});
  EXPECT_EQ(variant.status, 2);
  EXPECT_EQ(variant.errors.substr(0, 22), "ci/nightly: lockstep: ");
}

}  // namespace
}  // namespace lockstep::tests
