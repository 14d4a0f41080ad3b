// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/program.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace lockstep {
namespace {

std::string_view role_of(const Task& task) {
  for (const std::string_view role : kSubject.roles) {
    const auto plays_it = [&](const Operation& operation) {
      return info(operation.code).role == role;
    };
    if (std::ranges::any_of(task.operations, plays_it)) return role;
  }
  return "task";
}

}  // namespace

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

bool has_fault(const Program& program) { return any_operation(program, is_fault); }

bool has_primitive(const Program& program) {
  return any_operation(
      program, [](const Operation& operation) { return info(operation.code).is_primitive; });
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

void name_tasks(Program& program) {
  std::vector<std::string_view> roles;
  for (const Task& task : program.tasks) roles.push_back(role_of(task));
  for (std::size_t i = 0; i < roles.size(); ++i) {
    std::string name(roles[i]);
    if (std::ranges::count(roles, roles[i]) > 1) {
      const auto before =
          std::count(roles.begin(), roles.begin() + static_cast<std::ptrdiff_t>(i), roles[i]);
      name += '_';
      name += static_cast<char>('a' + before);
    }
    program.tasks[i].name = name;
  }
}

}  // namespace lockstep
