// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/mutants_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "tests/golden.h"

namespace lockstep {
namespace {

using testing::HasSubstr;

Discrepancy discrepancy(DifferenceKind kind, const char* operation) {
  Discrepancy found;
  found.difference.aspects = {{kind, "", "", "", "", "", ""}};
  found.reproducer = parse_program(std::string("vma 0 attached\ntask a: ") + operation);
  return found;
}

MutantRun killed(Mutant mutant, DifferenceKind kind, std::uint64_t pairs, unsigned time) {
  return {std::move(mutant), MutantFate::kKilled, discrepancy(kind, "vma_start_read 0"), pairs,
          std::chrono::milliseconds(time)};
}

MutantRun survived(Mutant mutant) {
  return {std::move(mutant), MutantFate::kSurvived, {}, 1'234'567, std::chrono::seconds(10)};
}

/// One of each fate.
MutantsReport example() {
  MutantsReport report;
  report.runs = {
      killed({.name = "detach_can_be_killed", .kinds = {DifferenceKind::kDetached}},
             DifferenceKind::kDetached, 54'321, 290),
      killed({.name = "wait_dropped", .kinds = {DifferenceKind::kHang, DifferenceKind::kCrash}},
             DifferenceKind::kRefcount, 12, 1'040),
      {{.name = "warning_lost", .kinds = {DifferenceKind::kWarning}, .out_of_contract = true},
       MutantFate::kKilled,
       discrepancy(DifferenceKind::kWarning, "fault_put 0"),
       700'000,
       std::chrono::milliseconds(7'123)},
      survived({.name = "nobody_knows", .kinds = {DifferenceKind::kHang}}),
      survived({.name = "same", .equivalent = "there is nothing that it could do differently"}),
      {{.name = "weak", .kinds = {DifferenceKind::kDataRace}}, MutantFate::kNotRun, {}, 0, {}}};
  return report;
}

TEST(MutantsReport, HasARowForEachAndCountsThem) {
  expect_golden("mutants", print_mutants_report(example()));
}

TEST(MutantsReport, SaysNothingOfTimeIfAskedNotTo) {
  MutantsReport report = example();
  report.with_time = false;
  report.options.runs = 300'000;
  report.options.seed = 5;
  const std::string text = print_mutants_report(report);
  EXPECT_THAT(text, HasSubstr("seed 5, up to 300,000 pairs\n"));
  EXPECT_THAT(text, HasSubstr(" 54,321 pairs\n"));
  EXPECT_THAT(text,
              HasSubstr("\n3 of 4 killed; 1 not run: this build watches for no data races\n"));
}

TEST(MutantsReport, SaysWhetherAllIsAsItShould) {
  MutantsReport report = example();
  EXPECT_FALSE(report.all_as_they_should());
  report.runs.erase(report.runs.begin() + 3);
  EXPECT_TRUE(report.all_as_they_should());
}

}  // namespace
}  // namespace lockstep
