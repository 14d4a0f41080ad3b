// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>

#include "kernel/abi/objects.h"
#include "lockstep/exec/observation.h"
#include "lockstep/exec/static_objects.h"
#include "lockstep/exec/task_state.h"
#include "lockstep/exec/trace.h"
#include "lockstep/sched/engine.h"

namespace lockstep {

/// Writes down everything that happens in an execution, as it happens. Nothing of it may be called
/// unless the execution is traced.
class Tracer {
 public:
  /// All must outlive the tracer.
  Tracer(const Engine& engine, const lockstep_objects& objects, const TaskStates& tasks)
      : engine_(engine), objects_(objects), tasks_(tasks) {}

  /// An execution begins. It is traced if there is a trace, which is overwritten.
  void begin(Trace* trace, const StaticObjects& statics);
  bool is_tracing() const { return trace_ != nullptr; }

  /// What the task does, in the order in which it comes.
  void begin_operation(unsigned task, const Operation& operation);
  void step(const volatile void* object, lockstep_access kind);
  /// What the last step read.
  void value(unsigned long value);
  void event(TraceEventKind kind, unsigned task, std::size_t record);
  /// The running task has crashed. Nothing is traced after that.
  void crash(CrashKind kind);

 private:
  const Engine& engine_;
  const lockstep_objects& objects_;
  const TaskStates& tasks_;
  const StaticObjects* statics_ = nullptr;  // of the implementation
  Trace* trace_ = nullptr;
};

}  // namespace lockstep
