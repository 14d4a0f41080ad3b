// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/task_names.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace lockstep {
namespace {

bool writes(const Operation& operation) {
  switch (operation.code) {
    case OperationCode::kMmapWriteLock:
    case OperationCode::kMmapWriteLockKillable:
    case OperationCode::kMmapWriteTrylock:
    case OperationCode::kVmaStartWrite:
    case OperationCode::kVmaStartWriteKillable:
    case OperationCode::kEnterExclusive:
    case OperationCode::kEnterExclusiveDetaching:
      return true;
    default:
      return false;
  }
}

bool reads(const Operation& operation) {
  switch (operation.code) {
    case OperationCode::kMmapReadLock:
    case OperationCode::kMmapReadLockKillable:
    case OperationCode::kMmapReadTrylock:
    case OperationCode::kVmaStartRead:
    case OperationCode::kVmaStartReadLocked:
      return true;
    default:
      return false;
  }
}

std::string_view role_of(const Task& task) {
  if (std::ranges::any_of(task.operations, writes)) return "writer";
  if (std::ranges::any_of(task.operations, reads)) return "reader";
  if (std::ranges::any_of(task.operations, names_task)) return "signaller";
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
