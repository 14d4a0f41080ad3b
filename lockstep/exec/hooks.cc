// SPDX-License-Identifier: GPL-2.0-only
// The plain-C hooks of kernel/abi/engine.h, leading to the one Executor, or, if there is none, to
// the task that the calling thread plays.
#include <csignal>

#include "kernel/abi/engine.h"
#include "kernel/abi/objects.h"
#include "lockstep/exec/executor.h"
#include "lockstep/exec/thread_hooks.h"
#include "lockstep/sched/fiber_sanitizers.h"

using lockstep::Executor;
using lockstep::ThreadHooks;

namespace {

// Out of the way of the engine: where there is an Executor, hooks are what has to be fast.
[[gnu::cold, gnu::noinline]] ThreadHooks& on_thread() { return *ThreadHooks::current; }

[[gnu::noinline]] bool unusual_step(Executor* executor, const volatile void* object,
                                    lockstep_access access) {
  if (!executor) {
    on_thread().on_step(object, access);
    return false;
  }
  const bool observed = executor->on_observed_step(object, access);
  executor->leave_stack();
  return observed;
}

}  // namespace

extern "C" {

bool lockstep_step(const volatile void* object, lockstep_access access) {
  Executor* const executor = Executor::instance();
  if (executor && !executor->observes_steps()) [[likely]]
    return executor->on_step(object, access);
  return unusual_step(executor, object, access);
}

// Only asked for by lockstep_step(), and threads do not ask.
unsigned long lockstep_read_returns(const volatile void* /*object*/, unsigned long latest) {
  Executor* const executor = Executor::instance();
  const unsigned long value = executor->on_read(latest);
  executor->leave_stack();
  return value;
}

const volatile void* lockstep_last_object(void) {
  const Executor* const executor = Executor::instance();
  return executor ? executor->last_object() : on_thread().last_object();
}

void lockstep_control_dependency(const volatile void* object) {
  lockstep::sanitizers::tsan_acquire(const_cast<void*>(object));
}

struct lockstep_seen lockstep_remember(void) {
  const Executor* const executor = Executor::instance();
  return executor ? executor->seen() : lockstep_seen{};
}

void lockstep_forget_since(const struct lockstep_seen* seen, unsigned int place) {
  if (Executor* const executor = Executor::instance()) executor->forget_since(*seen, place);
}

void lockstep_sleep(void) {
  if (Executor* const executor = Executor::instance()) {
    executor->on_sleep();
    executor->leave_stack();
  } else {
    on_thread().on_sleep();
  }
}

bool lockstep_wake(task_struct* task) {
  const unsigned index = lockstep_task_index(task);
  if (index >= lockstep::kMaxTasks) [[unlikely]]
    std::raise(SIGSEGV);  // that is no task
  Executor* const executor = Executor::instance();
  if (!executor) return on_thread().on_wake(index);
  const bool slept = executor->on_wake(index);
  executor->leave_stack();
  return slept;
}

task_struct* lockstep_current(void) {
  const Executor* const executor = Executor::instance();
  return executor ? executor->task(executor->running()) : on_thread().self();
}

task_struct* lockstep_task(unsigned int index) {
  if (index >= lockstep::kMaxTasks) [[unlikely]]
    std::raise(SIGSEGV);
  const Executor* const executor = Executor::instance();
  return executor ? executor->task(index) : on_thread().task(index);
}

void lockstep_warn(const lockstep_warning_site* site, const char* function) {
  if (Executor* const executor = Executor::instance()) {
    executor->on_warning(*site, function);
    executor->leave_stack();
  } else {
    on_thread().on_warning(*site, function);
  }
}

bool lockstep_debug_vm(void) {
  const Executor* const executor = Executor::instance();
  return (executor ? executor->configuration() : on_thread().configuration()).debug_vm;
}

bool lockstep_lockdep(void) {
  const Executor* const executor = Executor::instance();
  return (executor ? executor->configuration() : on_thread().configuration()).lockdep;
}

}  // extern "C"
