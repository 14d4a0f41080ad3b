// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/program.h"

#include <algorithm>

namespace lockstep {

void append_run(Schedule& schedule, ScheduleRun run) {
  if (!schedule.empty() && are_one_run(schedule.back(), run)) {
    schedule.back().steps = std::min(schedule.back().steps + run.steps, kMaxRunSteps);
  } else {
    schedule.push_back(run);
  }
}

Schedule schedule_of(std::span<const std::uint8_t> tasks) {
  Schedule schedule;
  for (const std::uint8_t task : tasks) append_run(schedule, {task, 1});
  return schedule;
}

unsigned default_mm(const Program& program, const Operation& operation) {
  const auto vma = vma_of(operation);
  return vma && *vma < program.vmas.size() ? program.vmas[*vma].mm : 0;
}

bool has_fault(const Program& program) {
  return std::ranges::any_of(program.tasks, [](const Task& task) {
    return std::ranges::any_of(task.operations, is_fault);
  });
}

unsigned count_operations(const Program& program) {
  std::size_t count = 0;
  for (const Task& task : program.tasks) count += task.operations.size();
  return static_cast<unsigned>(count);
}

}  // namespace lockstep
