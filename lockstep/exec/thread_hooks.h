// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "kernel/abi/engine.h"
#include "lockstep/exec/observation.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// A task that has a thread of its own. While there is no Executor, the hooks of
/// kernel/abi/engine.h lead to that of the calling thread: the operating system schedules.
class ThreadHooks {
 public:
  ThreadHooks() = default;
  ThreadHooks(const ThreadHooks&) = delete;
  ThreadHooks& operator=(const ThreadHooks&) = delete;
  virtual ~ThreadHooks() = default;

  /// What the hooks do; see kernel/abi/engine.h. May not return: an execution that is over is left.
  virtual void on_step(const volatile void* object, lockstep_access access) = 0;
  virtual void on_sleep() = 0;
  virtual bool on_wake(unsigned task) = 0;
  virtual void on_warning(const lockstep_warning_site& site, const char* function) = 0;
  virtual const volatile void* last_object() const = 0;
  virtual task_struct* self() const = 0;
  virtual task_struct* task(unsigned index) const = 0;
  virtual const Configuration& configuration() const = 0;

  /// Called by ThreadSanitizer while it holds its locks: must not allocate.
  virtual void on_race(const RacingAccess& a, const RacingAccess& b) = 0;

  /// Called by a signal handler of the task's thread: it would die of this.
  [[noreturn]] virtual void on_crash(CrashKind kind) = 0;

  /// The task of the calling thread, or null.
  static inline constinit thread_local ThreadHooks* current = nullptr;
};

}  // namespace lockstep
