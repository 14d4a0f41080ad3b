// SPDX-License-Identifier: GPL-2.0-only
// Figures in the documents stand below the command that measured them, and have the form of what it
// prints now. The numbers depend on the machine: bench/figures writes them anew.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include "tests/end_to_end/run_lockstep.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

namespace fs = std::filesystem;

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::SizeIs;

/// A block of a document.
struct Figures {
  std::string command;
  std::vector<std::string> lines;
};

std::vector<Figures> figures_in(const std::string& document) {
  static const std::regex begin("<!-- (bench/.*) -->");
  std::vector<Figures> all;
  std::istringstream stream(content_of(document));
  bool inside = false;
  for (std::string line; std::getline(stream, line);) {
    std::smatch match;
    if (std::regex_match(line, match, begin)) {
      all.push_back({match[1], {}});
      inside = true;
    } else if (line == "<!-- end -->") {
      inside = false;
    } else if (inside) {
      all.back().lines.push_back(line);
    }
  }
  EXPECT_FALSE(inside) << document;
  return all;
}

std::vector<Figures> all_figures() {
  std::vector<Figures> all;
  for (const auto& entry : fs::directory_iterator(LOCKSTEP_SOURCE_DIR "/docs")) {
    if (entry.path().extension() != ".md") continue;
    const auto more = figures_in(entry.path());
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

std::vector<std::string> documented(const std::string& script) {
  for (const Figures& figures : all_figures()) {
    if ((figures.command + " ").starts_with(script + " ")) return figures.lines;
  }
  return {};
}

/// A line without its numbers and its layout.
std::string form_of(const std::string& line) {
  static const std::regex number("[0-9][0-9,.]*");
  static const std::regex blanks(" +");
  const std::string form = std::regex_replace(line, number, "N");
  return std::regex_replace(form.substr(std::min(form.find_first_not_of(' '), form.size())), blanks,
                            " ");
}

std::set<std::string> forms_of(const std::vector<std::string>& lines) {
  std::set<std::string> forms;
  for (const std::string& line : lines) forms.insert(form_of(line));
  return forms;
}

/// What a script prints of the tested build.
std::vector<std::string> measure(std::vector<std::string> words) {
  words.front() = LOCKSTEP_SOURCE_DIR "/" + words.front();
  const CommandResult measured = run_command(
      {.words = std::move(words), .environment = {"LOCKSTEP_TESTED_BUILD=" + built_file("")}});
  EXPECT_EQ(measured.status, 0) << measured.errors;
  return lines_with(measured.output, "");
}

TEST(DocumentedFigures, StandBelowCommandsThatAreThere) {
  const std::vector<Figures> all = all_figures();
  EXPECT_GE(all.size(), 6u);
  for (const Figures& figures : all) {
    const std::string script = figures.command.substr(0, figures.command.find(' '));
    EXPECT_TRUE(fs::exists(LOCKSTEP_SOURCE_DIR "/" + script)) << script;
    EXPECT_THAT(figures.lines, Not(SizeIs(0))) << script;
  }
}

TEST(DocumentedFigures, HaveTheHeadersThatTheirCommandsPrint) {
  for (const Figures& figures : all_figures()) {
    const std::string& header = figures.lines.front();
    if (!header.starts_with("|")) continue;
    const std::string script =
        LOCKSTEP_SOURCE_DIR "/" + figures.command.substr(0, figures.command.find(' '));
    const std::string text = content_of(script) + content_of(script + ".awk");
    EXPECT_THAT(text, HasSubstr(header)) << script;
    EXPECT_THAT(text, HasSubstr(figures.lines[1])) << script;
  }
}

TEST(DocumentedFigures, OfTheFirstDiscrepancyHaveTheFormOfWhatIsPrinted) {
  const auto measured = measure({"bench/time_to_discrepancy", "1"});
  EXPECT_THAT(measured, SizeIs(2));
  EXPECT_EQ(forms_of(documented("bench/time_to_discrepancy")), forms_of(measured));
}

TEST(DocumentedFigures, OfRealThreadsHaveTheFormOfWhatIsPrinted) {
  const auto measured = measure({"bench/stress_table", "2", "tsan"});
  EXPECT_THAT(measured, SizeIs(5));
  EXPECT_THAT(forms_of(documented("bench/stress_table")), IsSupersetOf(forms_of(measured)));
}

TEST(Mutants, AreDocumentedInTheFormOfWhatIsPrinted) {
  const auto measured = measure({"bench/kill_table", "1", "wait_dropped", "wake_up_lost"});
  EXPECT_THAT(measured, SizeIs(4));
  EXPECT_THAT(forms_of(documented("bench/kill_table")), IsSupersetOf(forms_of(measured)));
}

// The executables are built only for measuring; this script turns their samples into a table.
TEST(DocumentedFigures, OfHarnessesHaveTheFormOfWhatIsPrinted) {
  const TemporaryFolder folder;
  std::string samples;
  for (const std::string build : {"release", "tsan"}) {
    for (const std::string harness : {"engine, random walk", "engine, PCT d=3",
                                      "thread per task and execution", "kept threads"}) {
      samples += harness + "\t" + build + "\t200\t150\t16\t0.25\n";
    }
  }
  folder.add("samples", samples);
  const CommandResult table =
      run_command({.words = {"awk", "-f", LOCKSTEP_SOURCE_DIR "/bench/median.awk", "-f",
                             LOCKSTEP_SOURCE_DIR "/bench/table.awk", "samples"},
                   .folder = folder.path()});
  EXPECT_EQ(forms_of(documented("bench/run")), forms_of(lines_with(table.output, "")));
}

}  // namespace
}  // namespace lockstep::tests
