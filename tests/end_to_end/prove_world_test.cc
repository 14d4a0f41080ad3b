// SPDX-License-Identifier: GPL-2.0-only
// What the world can do to a proof: signals, lost processes, no room. It ends with what was
// completed, and never claims more than that.
#include <csignal>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/end_to_end/fault_row.h"
#include "tests/end_to_end/world.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// Without the line breaks of a report.
std::string in_one_line(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

class ProveWorld : public World {
 protected:
  /// A proof that would practically never end, with a checkpoint file.
  Command endless(const std::vector<std::string>& more = {}) const {
    Command command = {.words = {built_command(), "prove", "--variant", "merged", "--tasks", "4",
                                 "--ops", "6", "--jobs", "2", "--config", "DEBUG_VM=on,LOCKDEP=on",
                                 "--checkpoint", file_.string()},
                       .folder = folder_.path(),
                       .environment = {}};
    command.words.insert(command.words.end(), more.begin(), more.end());
    return command;
  }

  /// Programs of up to two operations, in two parts each.
  bool two_sizes_are_done() const {
    return lines_with(content_of(file_), "\"complete\"").size() >= 4;
  }

  const std::filesystem::path file_ = folder_.path() / "proof.json";
};

/// What has been proved of sizes beyond one operation: "; no difference in any of the 5,040 ...".
const std::regex kKnown(
    "; no difference in any of the [0-9,]+ programs of up to [2-9] operations; larger ones were "
    "not "
    "all compared");

TEST_F(ProveWorld, InterruptsAProofThatThenSaysWhichSizesAreDone) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    std::filesystem::remove(file_);
    const CommandResult run = run_command_until(
        endless(), [this] { return two_sizes_are_done(); }, signal);
    EXPECT_EQ(run.status, 4) << run.errors;
    EXPECT_THAT(run.errors, IsEmpty());
    const std::string report = in_one_line(run.output);
    EXPECT_THAT(report, HasSubstr("Verdict INCONCLUSIVE: interrupted; no difference"));
    EXPECT_TRUE(std::regex_search(report, kKnown)) << report;
    EXPECT_THAT(report, HasSubstr(" not finished programs of up to "));
    // What was done is kept.
    const CommandResult next = run_command(endless({"--time", "0s"}));
    EXPECT_EQ(next.status, 4);
    std::smatch known;
    EXPECT_TRUE(std::regex_search(report, known, kKnown));
    EXPECT_THAT(in_one_line(next.output), HasSubstr("the time was over" + known.str()));
  }
  expect_fault_row("SIGINT, SIGTERM or SIGHUP during `prove`",
                   "a report of the sizes that are done; exit status 1 or 4");
}

TEST_F(ProveWorld, InterruptsAProofInEveryFormat) {
  const std::vector<std::string> formats = {"text", "mail", "html", "json", "junit", "sarif"};
  std::vector<std::string> outputs;
  for (const std::string& format : formats) {
    outputs.insert(outputs.end(), {"--format", format, "--output", format});
  }
  const CommandResult run = run_command_until(
      endless(outputs), [this] { return two_sizes_are_done(); }, SIGTERM);
  EXPECT_EQ(run.status, 4);
  for (const std::string& format : formats) {
    const std::string report = in_one_line(content_of(folder_.path() / format));
    EXPECT_THAT(report, HasSubstr("INCONCLUSIVE: interrupted; no difference in any of the "));
    EXPECT_TRUE(std::regex_search(report, kKnown)) << format;
    EXPECT_THAT(report, Not(HasSubstr("UPHELD")));
  }
}

// However much the machine gets done in that time.
TEST_F(ProveWorld, EndsAProofWhenItsTimeIsOver) {
  const CommandResult none = run_command(endless({"--time", "0s"}));
  EXPECT_EQ(none.status, 4);
  EXPECT_THAT(none.output,
              HasSubstr("INCONCLUSIVE: the time was over; nothing was compared as a whole"));
  const CommandResult some = run_command(endless({"--time", "100ms"}));
  EXPECT_EQ(some.status, 4);
  EXPECT_THAT(some.output, HasSubstr("INCONCLUSIVE: the time was over; "));
}

/// For a shell that has started a proof: says whether that is still running, and kills its workers.
constexpr const char* kShellFunctions =
    "is_there() { readlink /proc/$1/exe >/dev/null; }; "
    "workers() { cat /proc/[0-9]*/stat 2>/dev/null | "
    "while read -r process name state parent rest; do "
    "[ $parent != $1 ] || echo $process; done; }; ";

TEST_F(ProveWorld, KillsAWorkerWhosePartIsThenDoneAgain) {
  const std::string prove =
      "$lockstep prove --variant merged --ops 2 --config DEBUG_VM=on,LOCKDEP=on ";
  const CommandResult killed = shell(kShellFunctions + prove +
                                     "& while is_there $! && ! kill -9 $(workers $! | head -n 1) "
                                     "2>/dev/null; do :; done; wait $!");
  EXPECT_EQ(killed.status, 0) << killed.errors;
  EXPECT_EQ(killed.output, shell(prove).output);
}

TEST_F(ProveWorld, KillsAllWorkersOfAProofThatThenGivesUp) {
  std::string prove;
  for (const std::string& word : endless().words) prove += word + " ";
  const CommandResult killed =
      shell(kShellFunctions + prove +
            "& while is_there $!; do kill -9 $(workers $!) 2>/dev/null; done; wait $!");
  EXPECT_EQ(killed.status, 4) << killed.errors;
  EXPECT_THAT(in_one_line(killed.output),
              HasSubstr("INCONCLUSIVE: a worker process was killed by SIGKILL (out of memory?), 3 "
                        "times in a row; "));
  expect_fault_row("SIGKILL of a worker process of a proof",
                   "what it was at is done again; the third time, a report of the sizes that are "
                   "done, exit status 4");
}

TEST_F(ProveWorld, HasNoFilesForAWorker) {
  const CommandResult run = shell(
      "for file in 3 4 5 6 7 8 9; do eval \"exec $file>&-\"; done; "
      "ulimit -n 4; exec $lockstep prove --ops 1");
  EXPECT_EQ(run.status, 4) << run.errors;
  EXPECT_THAT(run.errors, IsEmpty());
  EXPECT_THAT(in_one_line(run.output),
              HasSubstr("INCONCLUSIVE: no worker process can be started: Too many open files; "
                        "nothing was compared as a whole"));
  expect_fault_row("no process can be started for a proof",
                   "a report of the sizes that are done, exit status 4");
}

TEST_F(ProveWorld, HasASmallStack) {
  const std::string prove = "$lockstep prove --variant merged --tasks 2 --ops 2";
  const CommandResult small = shell("ulimit -s 64; exec " + prove);
  EXPECT_EQ(small.status, 0) << small.errors;
  EXPECT_EQ(small.output, shell(prove).output);
  expect_fault_row("a stack of 64 KiB", "nothing: large things are not put there");
}

TEST_F(ProveWorld, HasACheckpointThatWasChangedByHand) {
  const std::string prove =
      "$lockstep prove --variant v3 --ops 1 --checkpoint proof.json --config "
      "DEBUG_VM=on,LOCKDEP=on";
  EXPECT_EQ(shell(prove).status, 0);
  const std::string whole = content_of(file_);
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"\"interleavings\": \"", "\"interleavings\": \"many"},
           {"\"states\": ", "\"states\": -"},
           {"\"complete\": true", "\"complete\": false"},
           {"\"refuting\": \"\"", "\"refuting\": \"nonsense\""}}) {
    std::string changed = whole;
    ASSERT_NE(changed.find(from), std::string::npos) << from;
    folder_.add("proof.json", changed.replace(changed.find(from), from.size(), to));
    expect_one_line(shell(prove), 2, "proof.json: was changed since Lockstep wrote it");
  }
  expect_fault_row("a checkpoint is changed by hand", "one line with its name, exit status 2");
}

}  // namespace
}  // namespace lockstep::tests
