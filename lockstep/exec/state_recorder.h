// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <vector>

#include "kernel/abi/objects.h"
#include "lockstep/exec/observation.h"
#include "lockstep/exec/state_words.h"
#include "lockstep/exec/static_objects.h"
#include "lockstep/exec/task_state.h"
#include "lockstep/memory/heap.h"
#include "lockstep/memory/race_detector.h"
#include "lockstep/program/program.h"
#include "lockstep/sched/engine.h"

namespace lockstep {

/// Records what the rest of an execution depends on: what tasks have seen in the operations that
/// they are in, and, between two steps, everything.
class StateRecorder {
 public:
  /// All must outlive the recorder. What tasks see goes to their states.
  StateRecorder(const Engine& engine, const lockstep_objects& objects, const Heap& heap,
                TaskStates& tasks)
      : engine_(engine), objects_(objects), heap_(heap), tasks_(tasks) {}

  /// Whether what tasks see is kept in full from now on, and not as a hash.
  void keep_values(bool keep);

  /// An execution begins. `watched` is whether write() will be asked for from its beginning on.
  void begin(const Program& program, const StaticObjects& statics, bool watched);

  /// What the task does and sees.
  void begin_operation(unsigned task, const Operation& operation);
  void note_step(const volatile void* object);
  void note_value(unsigned long value);
  void note_plain(AccessKind kind, const volatile void* address, std::size_t size);
  /// Nothing but the result counts any more of what it has seen.
  void note_result(unsigned task, const Operation& operation, const CallResult& result);

  /// Between two steps: writes down all that the rest of the execution depends on.
  void write(const std::vector<WarningRecord>& warnings, StateWords& words) const;

  /// Whether a step or a plain write was made on memory that is neither among the shared objects
  /// nor a static variable of the implementation, nor the task's own. Then write() missed it.
  bool touched_foreign_memory() const { return touched_foreign_memory_; }

  /// Whether the implementation's static variables or heap were accessed.
  bool touched_statics() const { return touched_statics_; }

 private:
  bool is_of_task(const volatile void* address) const;
  bool note_place(const volatile void* address);
  void note_plain_fields(unsigned task, const Operation& operation);
  void write_task(unsigned task, TaskWords& words) const;

  const Engine& engine_;
  const lockstep_objects& objects_;
  const Heap& heap_;
  TaskStates& tasks_;
  const Program* program_ = nullptr;
  const StaticObjects* statics_ = nullptr;  // of the implementation
  bool program_has_fault_ = false;          // looked at if the execution is watched
  bool touched_foreign_memory_ = false;
  bool touched_statics_ = false;
};

}  // namespace lockstep
