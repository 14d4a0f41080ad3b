// SPDX-License-Identifier: GPL-2.0-only
// Progress is one line of the terminal, whatever its width, and goes nowhere else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/end_to_end/pseudo_terminal.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kClear = "\r\x1b[K";

/// The successive contents of the line.
std::vector<std::string> lines_shown(std::string text) {
  std::vector<std::string> lines;
  for (std::size_t begin = text.find(kClear); begin != std::string::npos;) {
    begin += std::string_view(kClear).size();
    const std::size_t end = text.find(kClear, begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

class Progress : public ::testing::Test {
 protected:
  Command command(std::vector<std::string> arguments,
                  std::vector<std::string> environment = {"TERM=xterm"}) const {
    arguments.insert(arguments.begin(), built_command());
    return {.words = arguments, .folder = folder_.path(), .environment = std::move(environment)};
  }

  /// Something that goes on until it is told to stop.
  Command endless(std::vector<std::string> environment = {"TERM=xterm"}) const {
    return command({"check", "--runs", "100000000000", "--no-faults", "--variant", "merged"},
                   std::move(environment));
  }

  const TemporaryFolder folder_;
};

TEST_F(Progress, FitsTheWindowAndShowsTimePassedAndLeft) {
  PseudoTerminal terminal(endless(), 80);
  terminal.read_until("0:01 passed");
  for (const unsigned short columns : std::vector<unsigned short>{40, 20, 200, 80}) {
    terminal.resize(columns);
    // The first may have been on its way, and the last may be incomplete.
    std::vector<std::string> lines;
    for (std::string text; lines.size() < 5; lines = lines_shown(text)) {
      text += terminal.read_until(kClear);
    }
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
      EXPECT_LT(lines[i].size(), columns) << lines[i];
      EXPECT_THAT(lines[i], StartsWith("merged: "));
      if (columns >= 80) {
        EXPECT_THAT(lines[i], ContainsRegex("0:[0-9]+ passed, .* left, .*pairs"));
      }
    }
  }
  terminal.send(SIGINT);
  std::string rest;
  EXPECT_EQ(terminal.wait(&rest), 4) << rest;
}

// Nobody knows how much is left of an exploration. When it is asked to end, it ends with what it
// knows.
TEST_F(Progress, OfAnExplorationIsHowMuchItHasRun) {
  std::string text = "vma 0 attached\n";
  for (const char* const name : {"a", "b", "c", "d", "e", "f", "g"}) {
    text += std::string("task ") + name + ": vma_start_read 0; vma_end_read 0; vma_start_read 0\n";
  }
  folder_.add("large.txt", text);
  PseudoTerminal terminal(command({"explore", "large.txt", "--output", "a"}), 80);
  EXPECT_THAT(terminal.read_until("executions"), ContainsRegex("0:0[0-9] passed, [0-9,]+ "));
  terminal.send(SIGINT);
  std::string rest;
  EXPECT_EQ(terminal.wait(&rest), 4) << rest;
  EXPECT_THAT(content_of(folder_.path() / "a"), HasSubstr("Undecided: it was ended early, after "));
}

TEST_F(Progress, IsAsWideAsTheVariableSaysIfTheTerminalDoesNotKnow) {
  PseudoTerminal terminal(endless({"TERM=xterm", "COLUMNS=30"}), 0);
  const std::string text = terminal.read_until("passed") + terminal.read_until(kClear);
  for (const std::string& line : lines_shown(text)) EXPECT_LT(line.size(), 30u) << line;
}

TEST_F(Progress, IsGoneInTheEnd) {
  PseudoTerminal terminal(command({"check", "--runs", "200000", "--no-faults", "--output", "a"}),
                          80);
  std::string text;
  EXPECT_EQ(terminal.wait(&text), 1);
  const auto lines = lines_shown(text);
  ASSERT_THAT(lines, Not(IsEmpty()));
  EXPECT_THAT(lines.back(), IsEmpty());
}

TEST_F(Progress, IsNotShownOnATerminalThatCannotClearALine) {
  for (const char* const name : {"TERM=dumb", "TERM="}) {
    PseudoTerminal terminal(
        command({"check", "--runs", "100000", "--no-faults", "--output", "a"}, {name}), 80);
    std::string text;
    EXPECT_EQ(terminal.wait(&text), 1);
    EXPECT_THAT(text, IsEmpty());
  }
}

TEST_F(Progress, GoesToNoFileAndNoPipe) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"selftest", "threads"},
           {"selftest", "schedules", "--quiet"},
           {"stress", "--iterations", "10"},
           {"check", "--runs", "20000", "--no-faults"},
           {"prove", "--tasks", "2", "--ops", "2", "--jobs", "1", "--variant", "merged"}}) {
    EXPECT_THAT(run_lockstep(arguments, folder_.path()).errors, IsEmpty())
        << testing::PrintToString(arguments);
  }
}

TEST_F(Progress, IsNotWantedByWhoIsQuiet) {
  PseudoTerminal terminal(command({"selftest", "threads", "--quiet", "--output", "a"}), 80);
  std::string text;
  EXPECT_EQ(terminal.wait(&text), 0);
  EXPECT_THAT(text, IsEmpty());
}

TEST_F(Progress, MakesRoomForAMessage) {
  PseudoTerminal terminal(
      command({"check", "--runs", "20000", "--no-faults", "--known", "known", "--output", "a"}),
      80);
  folder_.add("known", "0123456789abcdef\n");
  std::string text;
  terminal.wait(&text);
  EXPECT_THAT(text, HasSubstr(std::string(kClear) + "lockstep: note: known:1: 0123456789abcdef"));
}

}  // namespace
}  // namespace lockstep::tests
