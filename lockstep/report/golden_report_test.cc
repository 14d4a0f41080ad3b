// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "lockstep/check/check.h"
#include "lockstep/program/text.h"
#include "lockstep/report/comparison_reports.h"
#include "lockstep/report/replay_text.h"
#include "lockstep/report/report_formats.h"
#include "tests/golden.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

/// No line is wider than a terminal, ends in a blank, or names an address.
void expect_readable(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), kReportWidth) << line;
    EXPECT_FALSE(line.ends_with(' ')) << line;
    EXPECT_EQ(line.find("0x7f"), std::string::npos) << line;
  }
}

std::string replayed(const lockstep_implementation& variant, std::string_view text,
                     InterleavingDetail detail) {
  Executor executor;
  PairRunner pair(executor, before(), variant);
  ReplayReport report;
  report.sides = {&before(), &variant, "", "made_up.so"};
  report.decided.replayed = replay_pair(pair, parse_program(text));
  report.detail = detail;
  return print_replay(reported(report), {});
}

constexpr const char* kReaderAndWriter =
    "config DEBUG_VM=off LOCKDEP=off\n"
    "vma 0 attached\n"
    "task reader: vma_start_read 0; read_data 0; vma_end_read 0\n"
    "task writer: mmap_write_lock; vma_start_write 0; write_data 0; mmap_write_unlock\n"
    "schedule: reader*4 writer* reader*\n";

TEST(GoldenReports, OfAReplayThatShowsTheSame) {
  const std::string text = replayed(before(), kReaderAndWriter, InterleavingDetail::kOperations);
  expect_readable(text);
  expect_golden("replay_same", text);
}

TEST(GoldenReports, OfAReplayWithEveryStep) {
  const std::string text = replayed(before(), kReaderAndWriter, InterleavingDetail::kSteps);
  expect_readable(text);
  expect_golden("replay_steps", text);
}

TEST(GoldenReports, OfAReplayThatHangsOnOneSide) {
  const std::string text =
      replayed(before_with(&lockstep_implementation::vma_end_read, made_up_end_read_wakes_nobody),
               kReaderAndWriter, InterleavingDetail::kOperations);
  expect_readable(text);
  expect_golden("replay_hang", text);
}

TEST(GoldenReports, OfAReplayThatCrashesOnOneSide) {
  const std::string text = replayed(before_with(&lockstep_implementation::vma_start_read_locked,
                                                made_up_start_read_locked_crashes),
                                    "vma 0 detached\n"
                                    "task reader: mmap_read_lock; vma_start_read_locked 0\n",
                                    InterleavingDetail::kOperations);
  expect_readable(text);
  expect_golden("replay_crash", text);
}

TEST(GoldenReports, OfEightTasksWithLongNamesAreNoWiderThanATerminal) {
  std::string program = "vma 0 attached\n";
  for (char name = 'a'; name <= 'h'; ++name) {
    program += "task a_task_with_a_name_of_its_own_" + std::string(1, name) +
               ": mmap_write_lock_killable; vma_start_write_killable 0; send_sigkill "
               "a_task_with_a_name_of_its_own_a\n";
  }
  program.replace(program.find("own_h: mmap"), 6, "own_h:");
  const std::string text = replayed(before(), program, InterleavingDetail::kSteps);
  expect_readable(text);
  expect_golden("replay_eight_tasks", text);
}

/// The report of a check of so many pairs.
std::string checked(const lockstep_implementation& variant, std::uint64_t pairs,
                    std::string_view program = "vma 0 attached\ntask a: vma_start_read 0") {
  Executor executor;
  CheckReport report;
  report.sides = {&before(), &variant, "", "made_up.so"};
  CheckOptions options;
  options.runs = pairs;
  options.corpus = {{"one", parse_program(program)}};
  report.result = check(executor, before(), variant, options);
  report.result.watched_races = false;  // the same report from every build
  PairRunner pair(executor, before(), variant);
  explain_findings(pair, report);
  return print_comparison(reported(report), {});
}

TEST(GoldenReports, OfACheckThatRefutes) {
  lockstep_implementation variant = before_that_warns();
  variant.fault_put = made_up_put_warns;
  const std::string text = checked(variant, 20'000);
  expect_readable(text);
  expect_golden_layout("check_refuted", text);
}

TEST(GoldenReports, OfACheckThatUpholds) {
  const std::string text =
      checked(before_with(&lockstep_implementation::vma_end_read, before().vma_end_read), 20'000);
  expect_readable(text);
  expect_golden_layout("check_upheld", text);
}

TEST(GoldenReports, OfALongSearchThatLeftSomethingOpen) {
  CheckReport report;
  report.sides = {&before(), &before(), "", "before"};
  CheckResult& result = report.result;
  result.configurations.assign(kAllConfigurations.begin(), kAllConfigurations.end());
  result.corpus = {192, 120, 1'234'567};
  result.small_programs = {{1, true, 3, false, {80, 80, 80}},
                           {4, true, 2, false, {568'744, 568'744, 604'000}},
                           {5, false, 2, true, {0, 0, 532'408}}};
  result.random = {123'456'789, 0, 12'345'678'901};
  result.kinds.open.resize(1'000);
  result.explained = 1'000'000;
  result.watched_races = result.asked_sanitizer = true;
  result.verdict = conclude(result);
  const std::string text = print_comparison(reported(report), {});
  expect_readable(text);
  expect_golden("check_undecided", text);
}

TEST(GoldenReports, OfACheckThatComparedNothing) {
  const std::string text = checked(before(), 0);
  EXPECT_NE(text.find("Verdict  INCONCLUSIVE: nothing was compared\n"), std::string::npos) << text;
}

TEST(CheckReports, SayOfHowManyDataRacesBothSidesHaveTheSame) {
  CheckReport report;
  report.sides = {&before(), &before(), "", "before"};
  report.result.watched_races = true;
  report.result.watched_pairs = 5'000;
  const auto data_races = [&](std::uint64_t racy, std::uint64_t alike) {
    report.result.racy_pairs = racy;
    report.result.alike_racy_pairs = alike;
    const ReportedComparison comparison = reported(report);
    const std::string text =
        std::ranges::find(comparison.coverage, "data races", &ReportedCoverage::label)->text;
    return text.substr(text.find("seen in"));
  };
  EXPECT_EQ(data_races(0, 0), "seen in none");
  EXPECT_EQ(data_races(53, 53), "seen in 53, on both sides alike");
  EXPECT_EQ(data_races(53, 0), "seen in 53");
  EXPECT_EQ(data_races(53, 2), "seen in 53, in 2 of these on both sides alike");
}

TEST(GoldenReports, OfACheckThatLeftOutWhatASideLacks) {
  lockstep_implementation variant = before_without(&lockstep_implementation::vma_start_read_locked);
  variant.wait_states = LOCKSTEP_WAIT_UNINTERRUPTIBLE;
  variant.name = "v6.15";
  const std::string text = checked(variant, 20'000,
                                   "vma 0 attached\ntask a: mmap_write_lock; "
                                   "enter_exclusive 0 interruptible; vma_start_read_locked 0");
  expect_readable(text);
  expect_golden_layout("check_left_out", text);
}

}  // namespace
}  // namespace lockstep
