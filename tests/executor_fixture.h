// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "lockstep/exec/executor.h"
#include "lockstep/load/implementations.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {

/// For tests: an executor, and programs given as text.
class ExecutorFixture : public ::testing::Test {
 protected:
  /// Runs the program under its own schedule, which it has to be able to follow.
  const Observation& run(const Program& program, const lockstep_implementation& implementation) {
    ScriptedScheduler scheduler(program.schedule);
    executor_.run(program, implementation, scheduler, observation_);
    EXPECT_FALSE(scheduler.mismatch().has_value()) << print_program(program);
    return observation_;
  }

  const Observation& run(std::string_view text, const lockstep_implementation& implementation) {
    return run(parse_program(text), implementation);
  }

  const Observation& run(std::string_view text) { return run(text, before()); }

  /// The records of one task, in order.
  std::vector<OperationRecord> records_of(unsigned task) const {
    std::vector<OperationRecord> records;
    for (const OperationRecord& record : observation_.operations) {
      if (record.task == task) records.push_back(record);
    }
    return records;
  }

  static const lockstep_implementation& before() { return *find_implementation("before"); }

  Executor executor_;
  Observation observation_;
};

}  // namespace lockstep
