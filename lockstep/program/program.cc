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

Schedule schedule_of(std::span<const Choice> path) {
  Schedule schedule;
  for (const Choice choice : path) append_run(schedule, {choice, 1});
  return schedule;
}

unsigned default_owner(const Program& program, const Operation& operation) {
  const auto object = object_of(operation);
  return object && *object < program.objects.size() ? program.objects[*object].owner : 0;
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
           return !makes_steps(operation.code);
         });
}

unsigned count_objects(const Program& program, unsigned kind) {
  return kind == kObjects ? static_cast<unsigned>(program.objects.size())
                          : kSubject.kinds[kind].most;
}

unsigned count_operations(const Program& program) {
  std::size_t count = 0;
  for (const Task& task : program.tasks) count += task.operations.size();
  return static_cast<unsigned>(count);
}

}  // namespace lockstep
