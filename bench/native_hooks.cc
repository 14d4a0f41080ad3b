// SPDX-License-Identifier: GPL-2.0-only
// The hooks of kernel/abi/engine.h on real threads: the operating system schedules.
#include "bench/native_hooks.h"

#include <array>
#include <atomic>

#include "kernel/abi/engine.h"
#include "lockstep/memory/thread_memory.h"
#include "lockstep/sched/fiber_sanitizers.h"
#include "lockstep/stress/futex.h"

namespace lockstep::bench {
namespace {

/// The execution: one at a time.
struct Native {
  lockstep_objects* objects = nullptr;
  Configuration configuration;
  std::atomic<unsigned> warnings = 0;
  // A futex per task: 1 if it was woken since it last slept. A wake-up that comes early is not
  // lost; one that comes late ends the next sleep at once, which every sleeper must expect.
  std::array<std::uint32_t, kMaxTasks> woken = {};
} native;

/// The task that the calling thread runs.
struct Self {
  task_struct* task = nullptr;
  const volatile void* last_object = nullptr;
};
thread_local Self self;

}  // namespace

void native_begin(lockstep_objects* objects, const Configuration& configuration) {
  native.objects = objects;
  native.configuration = configuration;
  native.warnings.store(0, std::memory_order_relaxed);
  native.woken = {};
}

void native_become(unsigned task) { self.task = lockstep_task(task); }

unsigned native_warnings() { return native.warnings.load(std::memory_order_relaxed); }

}  // namespace lockstep::bench

using lockstep::bench::native;
using lockstep::bench::self;

extern "C" {

// The kernel has full barriers between setting a task's state and looking at the condition, and
// between changing what the condition reads and looking for a sleeper. The userspace kernel leaves
// them out, because the engine is sequentially consistent; without them wake-ups get lost.
void lockstep_step(const volatile void* object, lockstep_access access) {
  self.last_object = object;
  if (access == LOCKSTEP_READ || access == LOCKSTEP_WAKE) {
    std::atomic_thread_fence(std::memory_order_seq_cst);
  }
}

unsigned long lockstep_perform(const volatile void* object, lockstep_request request,
                               unsigned long operand, unsigned long expected) {
  const lockstep::Request asked = {object, request, operand, expected};
  if (asked.is_step()) lockstep_step(object, asked.step());
  return lockstep::ThreadMemory().perform(asked);
}

void lockstep_fence(unsigned char order) { lockstep::ThreadMemory().fence(order); }

void lockstep_control_dependency(const volatile void* object) {
  lockstep::sanitizers::tsan_acquire(const_cast<void*>(object));
}

const volatile void* lockstep_last_object(void) { return self.last_object; }

lockstep_seen lockstep_remember(void) { return {}; }

void lockstep_forget_since(const lockstep_seen* /*seen*/, unsigned int /*place*/) {}

// Relaxed: the race detector gets no edges except those of the implementation.
void lockstep_sleep(void) {
  std::uint32_t& word = native.woken[lockstep_task_index(self.task)];
  while (__atomic_exchange_n(&word, 0, __ATOMIC_RELAXED) == 0) lockstep::futex_wait(&word, 0);
}

bool lockstep_wake(task_struct* task) {
  std::uint32_t& word = native.woken[lockstep_task_index(task)];
  __atomic_store_n(&word, 1, __ATOMIC_RELAXED);
  lockstep::futex_wake_all(&word);
  return true;
}

task_struct* lockstep_current(void) { return self.task; }

task_struct* lockstep_task(unsigned int index) {
  return lockstep_objects_task(native.objects, index);
}

void lockstep_warn(const lockstep_warning_site* /*site*/, const char* /*function*/) {
  native.warnings.fetch_add(1, std::memory_order_relaxed);
}

bool lockstep_debug_vm(void) { return native.configuration.debug_vm; }

bool lockstep_lockdep(void) { return native.configuration.lockdep; }

}  // extern "C"
