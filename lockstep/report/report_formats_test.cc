// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/report_formats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <sstream>

#include "lockstep/check/check.h"
#include "lockstep/program/text.h"
#include "lockstep/report/comparison_reports.h"
#include "tests/golden.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A check of a variant that is refuted, and of the reference itself.
Report made_up_report() {
  static const lockstep_implementation warns = before_that_warns();
  Report report;
  report.command = "check";
  report.invocation = "lockstep check --runs 20000 '<a> & \"b\"'";
  report.version = "lockstep 0.0.0";
  Executor executor;
  for (const lockstep_implementation* variant : {&warns, &before()}) {
    CheckReport checked;
    checked.sides = {&before(), variant, "", "made_up.so"};
    CheckOptions options;
    options.runs = 20'000;
    options.corpus = {{"one", parse_program("vma 0 attached\ntask a: vma_start_read 0")}};
    checked.result = check(executor, before(), *variant, options);
    checked.result.alike_racy_pairs = 0;
    checked.result.racy_pairs = 0;
    checked.result.watched_races = false;  // the same report from every build
    checked.result.watched_pairs = 0;
    PairRunner pair(executor, before(), *variant);
    explain_findings(pair, checked);
    report.comparisons.push_back(reported(checked));
  }
  return report;
}

std::string printed(ReportFormat format) { return print_report(made_up_report(), format, {}); }

TEST(ReportFormats, HaveAMailThatReadsLikeOne) {
  expect_golden_layout("report_mail", printed(ReportFormat::kMail));
}

TEST(ReportFormats, HaveJson) { expect_golden_layout("report_json", printed(ReportFormat::kJson)); }

TEST(ReportFormats, HaveSarif) {
  expect_golden_layout("report_sarif", printed(ReportFormat::kSarif));
}

TEST(ReportFormats, HaveJunit) {
  expect_golden_layout("report_junit", printed(ReportFormat::kJunit));
}

// A test that a CI server would not count is a finding that nobody sees.
TEST(ReportFormats, HaveJunitWhoseCountsAreThoseOfItsTests) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(printed(ReportFormat::kJunit).c_str()));
  std::vector<int> failures;
  for (const pugi::xml_node suite : document.child("testsuites")) {
    const auto tests = suite.children("testcase");
    EXPECT_EQ(suite.attribute("tests").as_int(), std::distance(tests.begin(), tests.end()));
    failures.push_back(suite.attribute("failures").as_int());
  }
  EXPECT_THAT(failures, ElementsAre(1, 0));
}

TEST(ReportFormats, HaveTextWithColoursAndLinesForATerminalThatHasThem) {
  const std::string text =
      print_report(made_up_report(), ReportFormat::kText, {.colour = true, .unicode = true});
  EXPECT_THAT(text, HasSubstr("Verdict  \x1b[31mREFUTED\x1b[0m by 1"));
  EXPECT_THAT(text, HasSubstr("Verdict  \x1b[32mUPHELD\x1b[0m within"));
  EXPECT_THAT(text, HasSubstr("\x1b[33m▶\x1b[0m "));
  EXPECT_THAT(text, HasSubstr(" │ "));
}

// A long warning takes several lines: each is in colour, and no colour goes on to the next.
TEST(ReportFormats, HaveColoursThatEndWhereALineEndsAndBeginAnewOnTheNext) {
  const std::string text =
      print_report(made_up_report(), ReportFormat::kText, {.colour = true, .unicode = true});
  std::istringstream stream(text);
  int coloured = 0;
  bool goes_on = false;  // a row of the interleavings that is about what went wrong
  for (std::string line; std::getline(stream, line);) {
    const std::size_t side = line.find("│ \x1b[31m");
    const std::string shown = side == std::string::npos ? "" : line.substr(side + 9);
    if (shown.find("! ") != std::string::npos) goes_on = true;
    if (goes_on && side == std::string::npos) goes_on = false;
    coloured += goes_on ? 1 : 0;
    const auto count = [&](std::string_view part) {
      int times = 0;
      for (std::size_t at = 0; (at = line.find(part, at)) != std::string::npos; ++at) ++times;
      return times;
    };
    EXPECT_EQ(count("\x1b["), 2 * count("\x1b[0m")) << line;
  }
  EXPECT_GE(coloured, 2) << text;
}

}  // namespace
}  // namespace lockstep
