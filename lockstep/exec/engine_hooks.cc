// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/engine_hooks.h"

#include <csignal>

#include "kernel/abi/objects.h"
#include "lockstep/sched/fiber_sanitizers.h"

namespace {

lockstep::EngineHooks& hooks() { return *lockstep::EngineHooks::current; }

// Code under test may name a task that does not exist: a bad access like any other.
void expect_task(unsigned index) {
  if (index >= lockstep::kMaxTasks) [[unlikely]]
    std::raise(SIGSEGV);
}

}  // namespace

extern "C" {

unsigned long lockstep_perform(const volatile void* object, lockstep_request request,
                               unsigned long operand, unsigned long expected) {
  return hooks().on_request(object, request, operand, expected, __ATOMIC_RELAXED);
}

void lockstep_fence(unsigned char order) { hooks().on_fence(order); }

void lockstep_step(const volatile void* object, lockstep_access access) {
  hooks().on_step(object, access);
}

const volatile void* lockstep_last_object(void) { return hooks().last_object(); }

void lockstep_control_dependency(const volatile void* object) {
  lockstep::sanitizers::tsan_acquire(const_cast<void*>(object));
}

struct lockstep_seen lockstep_remember(void) {
  return hooks().observes_steps() ? hooks().seen() : lockstep_seen{};
}

void lockstep_forget_since(const struct lockstep_seen* seen, unsigned int place) {
  if (hooks().observes_steps()) hooks().forget_since(*seen, place);
}

void lockstep_sleep(void) { hooks().on_sleep(); }

bool lockstep_wake(task_struct* task) {
  const unsigned index = lockstep_task_index(task);
  expect_task(index);
  return hooks().on_wake(index);
}

task_struct* lockstep_current(void) { return hooks().self(); }

task_struct* lockstep_task(unsigned int index) {
  expect_task(index);
  return hooks().task(index);
}

void lockstep_warn(const lockstep_warning_site* site, const char* function) {
  hooks().on_warning(*site, function);
}

bool lockstep_debug_vm(void) { return hooks().configuration().debug_vm; }

bool lockstep_lockdep(void) { return hooks().configuration().lockdep; }

}  // extern "C"
