// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/task_names.h"

#include <algorithm>
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
