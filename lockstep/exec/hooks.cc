// SPDX-License-Identifier: GPL-2.0-only
// The plain-C hooks of kernel/abi/engine.h, leading to the one Executor.
#include "kernel/abi/engine.h"
#include "kernel/abi/objects.h"
#include "lockstep/exec/executor.h"

using lockstep::Executor;

extern "C" {

bool lockstep_step(const volatile void* object, lockstep_access access) {
  return Executor::instance()->on_step(object, access);
}

unsigned long lockstep_read_returns(const volatile void* /*object*/, unsigned long latest) {
  return Executor::instance()->on_read(latest);
}

const volatile void* lockstep_last_object(void) { return Executor::instance()->last_object(); }

struct lockstep_seen lockstep_remember(void) {
  return Executor::instance()->seen();
}

void lockstep_forget_since(const struct lockstep_seen* seen, unsigned int place) {
  Executor::instance()->forget_since(*seen, place);
}

void lockstep_sleep(void) { Executor::instance()->on_sleep(); }

bool lockstep_wake(task_struct* task) {
  return Executor::instance()->on_wake(lockstep_task_index(task));
}

task_struct* lockstep_current(void) {
  const Executor& executor = *Executor::instance();
  return executor.task(executor.running());
}

task_struct* lockstep_task(unsigned int index) { return Executor::instance()->task(index); }

void lockstep_warn(const lockstep_warning_site* site, const char* function) {
  Executor::instance()->on_warning(*site, function);
}

bool lockstep_debug_vm(void) { return Executor::instance()->configuration().debug_vm; }

bool lockstep_lockdep(void) { return Executor::instance()->configuration().lockdep; }

}  // extern "C"
