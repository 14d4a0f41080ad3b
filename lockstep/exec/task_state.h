// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>

#include "lockstep/exec/step_history.h"
#include "lockstep/program/operation.h"
#include "lockstep/subject/call.h"

namespace lockstep {

/// What an Executor keeps of a task during an execution.
struct TaskState {
  Holdings holdings;
  Sections sections = {};
  Operation operation;      ///< that it is in
  std::uint32_t index = 0;  ///< of the operation that it is in
  bool idle = true;         ///< it is in none
  bool looking = false;     ///< it is about to look at what it has left; see Looks::kAsSteps
  bool ending = false;      ///< it gives back what it still holds
  bool slept = false;       ///< whether it slept during the operation
  std::uint32_t woken = 0;  ///< how many tasks it has woken during the operation
  StepHistory history;      ///< what it saw during the operation; only if states are watched
  bool saw_task = false;    ///< whether the address of a task was among that

  void end_operation() {
    ++index;
    idle = true;
    slept = false;
    woken = 0;
    history.clear();
    saw_task = false;
  }

  /// An execution begins: the task has done nothing yet. The history keeps its memory.
  void restart() {
    end_operation();
    holdings = {};
    sections = {};
    operation = {};
    index = 0;
    looking = false;
    ending = false;
  }
};

/// Of all tasks, by their index.
using TaskStates = std::array<TaskState, kMaxTasks>;

}  // namespace lockstep
