// SPDX-License-Identifier: GPL-2.0-only
// Checks in several processes have the same result, however many processes there are.
#include <csignal>

#include "tests/end_to_end/world.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

class Jobs : public World {
 protected:
  Command check(const std::string& jobs, const std::vector<std::string>& more) const {
    Command command = {.words = {built_command(), "check", "--jobs", jobs},
                       .folder = folder_.path(),
                       .environment = {"XDG_STATE_HOME=" + state_.string()}};
    command.words.insert(command.words.end(), more.begin(), more.end());
    return command;
  }

  const std::filesystem::path state_ = folder_.path() / "state";
};

TEST_F(Jobs, GiveTheSameReportHoweverManyThereAre) {
  for (const std::string variant : {"v3", "merged"}) {
    const std::vector<std::string> options = {"--variant", variant,       "--runs",
                                              "40000",     "--no-faults", "--no-corpus"};
    const CommandResult one = run_command(check("1", options));
    EXPECT_EQ(one.status, variant == "v3" ? 1 : 0) << one.output;
    EXPECT_THAT(one.errors, IsEmpty());
    for (const std::string jobs : {"3", "16"}) {
      const CommandResult more = run_command(check(jobs, options));
      EXPECT_EQ(more.output, one.output);
      EXPECT_EQ(more.status, one.status);
    }
  }
}

TEST_F(Jobs, RefuteThePatchAsPostedByTheSameFinding) {
  const CommandResult run = run_command(check("2", {"--time", "4s"}));
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("REFUTED by 1 reachable discrepancy"));
  EXPECT_THAT(run.output, HasSubstr("fingerprint 88b7e0cdf833e033"));
}

TEST_F(Jobs, AreFromOneTo256) {
  for (const std::string jobs : {"0", "257", "-1", "two", ""}) {
    const CommandResult run = run_command(check(jobs, {"--runs", "10"}));
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.output, IsEmpty());
    EXPECT_THAT(run.errors, MatchesRegex("lockstep: .*--jobs.*\n"));
  }
}

// Whenever that happens, the share is begun again, and has the result that it would have had.
TEST_F(Jobs, LoseNothingIfAProcessIsKilled) {
  const CommandResult whole = run_command(
      check("2", {"--variant", "merged", "--runs", "60000", "--no-corpus", "--no-faults"}));
  const CommandResult killed = shell(
      "$lockstep check --jobs 2 --variant merged --runs 60000 --no-corpus --no-faults & "
      "until pkill -KILL -P $!; do :; done; wait $!");
  EXPECT_EQ(killed.status, whole.status);
  EXPECT_EQ(killed.output, whole.output);
}

TEST_F(Jobs, SaySoIfAProcessIsKilledEachTime) {
  const CommandResult run = shell(
      "$lockstep check --jobs 1 --variant merged --runs 100000000 & "
      "while kill -0 $! 2>/dev/null; do pkill -KILL -P $!; done; wait $!");
  EXPECT_EQ(run.status, 4) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("INCONCLUSIVE: a worker process was killed by SIGKILL"));
  EXPECT_THAT(run.output, Not(HasSubstr("UPHELD")));
}

TEST_F(Jobs, EndWithAReportOfAllThatWasFoundWhenTheyAreInterrupted) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const CommandResult run = run_command_until(
        check("2", {"--variant", implementation_file("deadlock"), "--time", "1h"}),
        [this] { return std::filesystem::exists(state_ / "lockstep"); }, signal);
    std::filesystem::remove_all(state_);
    EXPECT_EQ(run.status, 1) << run.errors;
    EXPECT_THAT(run.output, HasSubstr("REFUTED by "));
    EXPECT_THAT(run.output, HasSubstr("interrupted"));
  }
}

}  // namespace
}  // namespace lockstep::tests
