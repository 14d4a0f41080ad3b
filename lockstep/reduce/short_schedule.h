// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/exec/observation.h"
#include "lockstep/program/program.h"
#include "lockstep/sched/step.h"

namespace lockstep {

/// The schedule that an execution ran under, in few words: a run that lasts until its task sleeps
/// or ends says so instead of counting. A ScriptedScheduler makes the same choices from it.
Schedule shorten_schedule(std::span<const Step> steps);

/// A step as the part of an operation of a task.
struct OwnedStep {
  std::uint8_t task = 0;
  std::uint8_t index = 0;  ///< of the operation; releases at the task's end count on
};

/// The steps of an execution by the operations that they are part of.
std::vector<OwnedStep> own_steps(const Observation& observation);

/// The schedule that takes these steps one by one.
Schedule schedule_of(std::span<const OwnedStep> steps);

/// Switches between tasks that an execution under this schedule makes at least.
inline std::size_t count_switches(const Schedule& schedule) {
  return schedule.empty() ? 0 : schedule.size() - 1;
}

}  // namespace lockstep
