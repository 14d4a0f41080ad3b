// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "lockstep/report/comparison_reports.h"
#include "lockstep/report/html/html_text.h"
#include "lockstep/report/html/page.h"
#include "lockstep/report/report_formats.h"
#include "tests/golden.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(HtmlText, IsEscapedUnlessItIsMarkup) {
  EXPECT_EQ(escape_html("<a href='b'>\"&\"</a>"),
            "&lt;a href=&#39;b&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;");
  EXPECT_EQ(markup("<p>{} {} {}</p>", "<", 7, markup("<b>{}</b>", std::string("&"))).text(),
            "<p>&lt; 7 <b>&amp;</b></p>");
  EXPECT_EQ(breakable("a_b(<)").text(), "a_<wbr>b(<wbr>&lt;)");
}

ReportedComparison replayed(const lockstep_implementation& variant, std::string_view text) {
  Executor executor;
  PairRunner pair(executor, before(), variant);
  ReplayReport report;
  report.sides = {&before(), &variant, "", "made_up.so"};
  report.decided.replayed = replay_pair(pair, parse_program(text));
  report.decided.verdict = Verdict::kRefuted;
  return reported(report);
}

Report report_of(std::vector<ReportedComparison> comparisons) {
  return {"check", "lockstep check", "lockstep 0", std::move(comparisons), {}};
}

constexpr std::string_view kTwoReaders =
    "config DEBUG_VM=off LOCKDEP=off\n"
    "vma 0 attached\n"
    "task a: vma_start_read 0; vma_end_read 0\n"
    "task b: vma_start_read 0\n"
    "schedule: b*4 a*\n";

// A finding of a check, as far as a page shows it.
ReportedComparison checked(const lockstep_implementation& variant) {
  ReportedComparison comparison = replayed(variant, kTwoReaders);
  comparison.replay.reset();
  comparison.verdict_text = "REFUTED by 1 reachable discrepancy";
  comparison.searched = "Searched";
  comparison.configurations = {{false, false}};
  comparison.coverage = {{"corpus", "1 program"}};
  comparison.findings.front().outcomes = OutcomeComparison();
  comparison.findings.front().outcomes->reference = {{}, 1'000, 12};
  comparison.findings.front().outcomes->variant = {{}, 999, 13};
  comparison.findings.front().outcomes->only_variant = 1;
  return comparison;
}

lockstep_implementation warns() { return before_that_warns(); }

/// Without style and script, which are files of their own.
std::string content_of_page(const Report& report) {
  std::string page = print_html(report);
  for (const std::string_view part : {html_style(), html_script()}) {
    page.erase(page.find(part), part.size());
  }
  return page;
}

std::size_t count(const std::string& page, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = page.find(part, at)) != std::string::npos; ++at) ++count;
  return count;
}

TEST(Html, IsThisForACheckThatRefutes) {
  const lockstep_implementation variant = warns();
  expect_golden_layout("html", content_of_page(report_of({checked(variant)})));
}

TEST(Html, ShowsNamesAndWarningsLiterally) {
  lockstep_implementation variant = warns();
  variant.name = "<script>alert('name')</script>";
  variant.source = "\"><img src=x>.c";
  ReportedComparison comparison = checked(variant);
  lockstep_warning_site site = {LOCKSTEP_VM_WARN_ON_ONCE, "<script>alert(1 && 2)</script>", "", 0};
  comparison.findings.front().replay->variant.observation.warnings.front().site = &site;
  const std::string page = content_of_page(report_of({comparison}));
  EXPECT_EQ(count(page, "<script>"), 1u);  // our own
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, HasSubstr("(<wbr>&lt;script&gt;alert(<wbr>1 &amp;&amp; 2)&lt;/<wbr>script"));
  EXPECT_THAT(page, HasSubstr("<title>&lt;script&gt;alert(&#39;name&#39;)"));
}

TEST(Html, ShowsAReplayOnceWhateverItFound) {
  for (const lockstep_implementation& variant : {before(), warns()}) {
    const std::string page = content_of_page(report_of({replayed(variant, kTwoReaders)}));
    EXPECT_EQ(count(page, "<div class=\"space-time"), 1u);
  }
}

TEST(Html, DrawsTheFirstTwentyFindingsAndListsTheRest) {
  const lockstep_implementation variant = warns();
  ReportedComparison comparison = checked(variant);
  comparison.findings.resize(23, comparison.findings.front());
  const std::string page = content_of_page(report_of({comparison}));
  EXPECT_EQ(count(page, "<div class=\"space-time"), 20u);
  EXPECT_EQ(count(page, "<article"), 23u);
  EXPECT_EQ(count(page, "<li>"), 23u);
}

TEST(Html, HasASectionPerVariantAndAListOfThem) {
  const lockstep_implementation variant = warns();
  ReportedComparison second = checked(variant);
  second.notes = second.findings;
  const std::string page = content_of_page(report_of({checked(variant), second}));
  EXPECT_EQ(count(page, "<section"), 2u);
  EXPECT_THAT(page, HasSubstr("<a href=\"#comparison-2\">made_up</a>"));
  EXPECT_THAT(page, HasSubstr("<summary>Notes: 1 difference out of contract</summary>"));
}

TEST(Html, HasATableOfSeededBugs) {
  Report report = report_of({});
  report.mutants.emplace();
  report.mutants->runs = {{{.name = "bug_a"}, MutantFate::kSurvived, {}, 1'234, {}},
                          {{.name = "bug_b"}, MutantFate::kNotRun, {}, 0, {}}};
  report.mutants->with_time = false;
  const std::string page = content_of_page(report);
  EXPECT_THAT(page,
              HasSubstr("0 of 1 killed; 1 not run: this build watches for no data races</h2>"));
  EXPECT_THAT(page, HasSubstr("<tr class=\"differs\"><th scope=\"row\">bug_a</th>"
                              "<td>SURVIVED</td><td></td><td class=\"number\">1,234</td></tr>"));
  EXPECT_THAT(page, Not(HasSubstr("<th scope=\"col\">time</th>")));
}

}  // namespace
}  // namespace lockstep
