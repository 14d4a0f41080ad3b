// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "lockstep/report/outcome_reports.h"
#include "tests/golden.h"
#include "tests/made_up_implementation.h"
#include "tests/made_up_observation.h"

namespace lockstep {
namespace {

StressedProgram stressed(std::string name, std::uint64_t explored, std::uint64_t reached) {
  StressedProgram program;
  program.name = std::move(name);
  program.program = made_up_program();
  program.iterations = 20'000;
  program.explored = explored;
  program.reached = reached;
  return program;
}

StressResult made_up_result() {
  StressResult result;
  result.seed = 7;
  StressedImplementation& side = result.implementations.emplace_back();
  side.implementation = &before();
  side.programs = {stressed("write_lock_twice", 12, 3), stressed("two_mms", 1'234, 56),
                   stressed("a_program_with_a_name_that_is_longer_than_its_column", 1, 1)};
  side.left_out = {{"fault_saturated_count", LeftOutReason::kFault},
                   {"eight_tasks_three_vmas", LeftOutReason::kTooLarge},
                   {"fault_enter_twice", LeftOutReason::kFault}};
  return result;
}

TEST(StressReports, SayWhatWasReachedAndWhatWasLeftOut) {
  expect_golden("stress", print_stress_report(made_up_result()));
}

TEST(StressReports, SayAllThatIsKnownOfAnOutcomeFromOutside) {
  StressResult result = made_up_result();
  StressedProgram& program = result.implementations[0].programs[1];
  program.outside.emplace();
  program.outside->iteration = 1'234;
  program.outside->times = 5;
  program.outside->shown = restricted(made_up_observation(), OutcomeView::kThreads);
  program.outside->shown.warnings = {warn_in(kVmWarnSite, 0, 1)};
  program.outside->shown.warnings[0].repeated = true;
  record_of(program.outside->shown, 0, 1).result = -4;
  record_of(program.outside->shown, 1, 1).set(OperationRecord::kSkipped);
  program.outside->nearest = program.outside->shown;
  record_of(*program.outside->nearest, 0, 1).result = 0;
  expect_golden("stress_outside", print_stress_report(result));
}

TEST(StressReports, SayWhichDataRacesWereSeen) {
  StressResult result = made_up_result();
  result.watched_races = true;
  StressedProgram& program = result.implementations[0].programs[0];
  RaceRecord race = {"vma 0 vm_start", {}};
  race.accesses[1].write = true;
  program.races = {{race, 17, "kernel/abi/environment.h:23, kernel/abi/environment.h:30"}};
  expect_golden("stress_race", print_stress_report(result));
}

}  // namespace
}  // namespace lockstep
