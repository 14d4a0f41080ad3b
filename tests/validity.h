// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <string_view>

#include "lockstep/program/task_outlook.h"
#include "lockstep/program/text.h"

// Whether a program has all the properties that the rest of the tool relies on.
namespace lockstep {

inline bool in_range(const Program& program, OperandKind kind, std::int32_t value) {
  switch (kind) {
    case OperandKind::kNone:
      return value == 0;
    case OperandKind::kObject:
      return value >= 0 && static_cast<std::size_t>(value) < program.objects.size();
    case OperandKind::kOwner:
    case OperandKind::kOptionalOwner:
      return value >= 0 && value < static_cast<std::int32_t>(kMaxOwners);
    case OperandKind::kTask:
      return value >= 0 && static_cast<std::size_t>(value) < program.tasks.size();
    case OperandKind::kWaitState:
      return value >= 0 && static_cast<std::size_t>(value) < kWaitStateNames.size();
    case OperandKind::kCount:
      break;
  }
  return true;
}

inline bool in_range(const Program& program, const Operation& operation) {
  if (static_cast<unsigned>(operation.code) >= kOperationCodes) return false;
  for (unsigned place = 0; place < kMaxOperands; ++place) {
    const OperandKind kind = info(operation.code).operands[place];
    if (!in_range(program, kind, operation.operands[place])) return false;
  }
  return true;
}

inline std::string_view invalid_task(const Program& program, std::size_t index) {
  const Task& task = program.tasks[index];
  if (task.name.empty() || task.name.size() > kMaxTaskName) return "a task name";
  for (std::size_t other = 0; other < index; ++other) {
    if (program.tasks[other].name == task.name) return "two tasks of the same name";
  }
  if (task.operations.size() > kMaxOperationsPerTask) return "the number of operations";
  for (const Operation& operation : task.operations) {
    if (!in_range(program, operation)) return "an operation";
  }
  return "";
}

inline std::string_view invalid_schedule(const Program& program) {
  const ScheduleRun* last = nullptr;
  for (const ScheduleRun& run : program.schedule) {
    if (run.choice.task() >= program.tasks.size()) return "a task of the schedule";
    if (run.steps > kMaxRunSteps) return "the steps of a run";
    if (last && last->choice == run.choice && last->steps != 0 && run.steps != 0) {
      return "two runs that are one";
    }
    last = &run;
  }
  return "";
}

/// What is wrong with a program; empty if nothing is.
inline std::string_view what_is_invalid(const Program& program) {
  if (program.tasks.empty() || program.tasks.size() > kMaxTasks) return "the number of tasks";
  if (program.objects.size() > kMaxObjects) return "the number of VMAs";
  for (const ObjectStart& vma : program.objects) {
    if (vma.owner >= kMaxOwners) return "the mm of a VMA";
  }
  for (const std::uint32_t sequence : program.sequences) {
    if (sequence % 2 != 0) return "an odd sequence";
  }
  for (std::size_t task = 0; task < program.tasks.size(); ++task) {
    if (const std::string_view invalid = invalid_task(program, task); !invalid.empty()) {
      return invalid;
    }
  }
  return invalid_schedule(program);
}

/// Every operation is one that its task may make if what it did before succeeded.
inline bool abides_by_contract(const Program& program) {
  for (const Task& task : program.tasks) {
    TaskOutlook outlook(program);
    for (const Operation& operation : task.operations) {
      if (is_fault(operation) || !outlook.may_make(operation)) return false;
      outlook.make(operation);
    }
  }
  return true;
}

}  // namespace lockstep
