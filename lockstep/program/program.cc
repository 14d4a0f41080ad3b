// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/program.h"

#include <algorithm>
#include <cstdint>

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

namespace {

template <typename Predicate>
bool any_operation(const Program& program, Predicate predicate) {
  return std::ranges::any_of(program.tasks, [&](const Task& task) {
    return std::ranges::any_of(task.operations, predicate);
  });
}

}  // namespace

bool has_fault(const Program& program) { return any_operation(program, is_fault); }

bool has_primitive(const Program& program) {
  return std::ranges::any_of(program.tasks, [](const Task& task) {
    return std::ranges::any_of(task.operations, [](const Operation& operation) {
      return info(operation.code).is_primitive;
    });
  });
}

bool may_race_by_overflow(const Program& program) {
  constexpr std::uint32_t kMostRaised = 2 * kMaxTasks * kMaxOperationsPerTask;
  const bool may_overflow = std::ranges::any_of(program.sequences, [](std::uint32_t sequence) {
    return UINT32_MAX - sequence <= kMostRaised;
  });
  return may_overflow && any_operation(program, [](const Operation& operation) {
           return operation.code == OperationCode::kReadData ||
                  operation.code == OperationCode::kWriteData;
         });
}

unsigned count_operations(const Program& program) {
  std::size_t count = 0;
  for (const Task& task : program.tasks) count += task.operations.size();
  return static_cast<unsigned>(count);
}

}  // namespace lockstep
