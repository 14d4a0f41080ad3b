// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/short_schedule.h"

#include <array>

namespace lockstep {

Schedule shorten_schedule(std::span<const Step> steps) {
  Schedule schedule;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Choice choice = steps[i].choice();
    if (schedule.empty() || schedule.back().choice != choice || steps[i].is_after_leave()) {
      schedule.push_back({choice, 0});
    }
    const bool preempted =
        i + 1 < steps.size() && !steps[i + 1].is_after_leave() && steps[i + 1].choice() != choice;
    if (preempted) {
      std::uint32_t length = 1;
      while (length <= i && steps[i - length].choice() == choice &&
             !steps[i - length + 1].is_after_leave()) {
        ++length;
      }
      schedule.back().steps = length;
    }
  }
  return schedule;
}

std::vector<OwnedStep> own_steps(const Observation& observation) {
  std::vector<OwnedStep> owned;
  std::array<std::uint8_t, kMaxTasks> index = {};
  std::size_t next_record = 0;
  for (const Step step : observation.steps) {
    const auto task = static_cast<std::uint8_t>(step.task());
    owned.push_back({task, index[task]});
    // What returned after this step and before the next one.
    for (; next_record < observation.operations.size() &&
           observation.operations[next_record].step == owned.size();
         ++next_record) {
      const OperationRecord& record = observation.operations[next_record];
      index[record.task] = static_cast<std::uint8_t>(record.index + 1);
    }
  }
  return owned;
}

Schedule schedule_of(std::span<const OwnedStep> steps) {
  Schedule schedule;
  for (const OwnedStep step : steps) append_run(schedule, {Choice::of_task(step.task), 1});
  return schedule;
}

}  // namespace lockstep
