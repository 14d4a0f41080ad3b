// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "kernel/abi/engine.h"
#include "lockstep/exec/observation.h"
#include "lockstep/memory/instrumentation.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// What the plain-C functions of kernel/abi/engine.h lead to: whoever drives the task that the
/// calling thread runs. An Executor drives all tasks of its thread, one step at a time; a
/// ThreadTask has a thread of its own, and the operating system schedules.
class EngineHooks : public RequestHandler {
 public:
  EngineHooks() = default;
  EngineHooks(const EngineHooks&) = delete;
  EngineHooks& operator=(const EngineHooks&) = delete;
  virtual ~EngineHooks() = default;

  /// What the functions of the same names do; see kernel/abi/engine.h. They may not return: an
  /// execution that is over is left.
  virtual void on_step(const volatile void* object, lockstep_access access) = 0;
  virtual void on_sleep() = 0;
  virtual bool on_wake(unsigned task) = 0;
  virtual void on_warning(const lockstep_warning_site& site, const char* function) = 0;
  virtual const volatile void* last_object() const = 0;
  virtual lockstep_seen seen() const = 0;
  virtual void forget_since(const lockstep_seen& seen, unsigned place) = 0;

  // What every step needs lies here, and is not asked for by a virtual function.
  task_struct* self() const { return tasks_[*running_]; }
  task_struct* task(unsigned index) const { return tasks_[index]; }
  const Configuration& configuration() const { return *configuration_; }
  /// Whether what a task has seen is remembered: seen() and forget_since() matter.
  bool observes_steps() const { return observes_steps_; }

  /// ThreadSanitizer reports a race of the running task. It holds its locks meanwhile, so this must
  /// not allocate.
  virtual void on_race(const RacingAccess& a, const RacingAccess& b) = 0;

  /// The process is about to end, or a signal is about to end it. Does not return if a task is
  /// running: then that is a crash of this task. Called by signal handlers, too.
  virtual void on_crash(CrashKind kind) = 0;

  /// Those of the calling thread, or null. Every step looks at it: in an executable this costs one
  /// load, but only if the compiler knows that it is one.
  [[gnu::tls_model("initial-exec")]] static inline constinit thread_local EngineHooks* current =
      nullptr;

 protected:
  /// Says where the tasks are, the number of the one that runs, and the configuration. All are
  /// looked at there from now on, and must outlive this.
  void set_up(task_struct* const* tasks, const unsigned& running,
              const Configuration& configuration) {
    tasks_ = tasks;
    running_ = &running;
    configuration_ = &configuration;
  }

  bool observes_steps_ = false;  // for a trace, to watch states, or to fill stacks

 private:
  task_struct* const* tasks_ = nullptr;
  const unsigned* running_ = nullptr;
  const Configuration* configuration_ = nullptr;
};

}  // namespace lockstep
