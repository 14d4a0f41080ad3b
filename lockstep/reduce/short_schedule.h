// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>

#include "lockstep/program/program.h"
#include "lockstep/sched/step.h"

namespace lockstep {

/// The schedule that an execution ran under, in few words: a run that lasts until its task sleeps or
/// ends says so instead of counting. A ScriptedScheduler makes the same choices from it.
Schedule shorten_schedule(std::span<const Step> steps);

/// Switches between tasks that an execution under this schedule makes at least.
inline std::size_t count_switches(const Schedule& schedule) {
  return schedule.empty() ? 0 : schedule.size() - 1;
}

}  // namespace lockstep
