// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "lockstep/exec/step_history.h"
#include "lockstep/memory/request.h"
#include "lockstep/program/operation.h"
#include "lockstep/subject/call.h"

namespace lockstep {

/// The last request of a task, to notice a loop that waits for other tasks: it makes the same one
/// over and over, gets the same answer, and is each time where it was before.
struct LastRequest {
  const volatile void* object = nullptr;
  lockstep_request form = {};
  std::uint32_t repetitions = 0;  ///< of a request for the same object of the same form

  // The rest only if there were any.
  Request request = {};
  unsigned long answer = 0;
  bool left_memory = false;  ///< it changed nothing
  std::uint64_t place = 0;   ///< a hash of where the task was when it made it; 0: not looked at
  lockstep_seen seen = {};   ///< what it had seen by then

  /// The task makes a request that is a step. True if it repeats the last one.
  bool note(const Request& next) {
    using Word = std::uint32_t;
    const bool repeats =
        object == next.object && std::bit_cast<Word>(form) == std::bit_cast<Word>(next.form);
    object = next.object;
    form = next.form;
    repetitions = repeats ? repetitions + 1 : 0;
    return repeats;
  }
  /// It has done something else.
  void forget() { object = nullptr; }
};

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
  LastRequest last;         ///< in the operation
  bool saw_task = false;    ///< whether the address of a task was among that

  void end_operation() {
    ++index;
    idle = true;
    slept = false;
    woken = 0;
    history.clear();
    saw_task = false;
    last.forget();
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
