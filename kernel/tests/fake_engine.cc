// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/tests/fake_engine.h"

#include <utility>

#include "lockstep/memory/thread_memory.h"

namespace lockstep {
namespace {

FakeEngine* engine = nullptr;

}  // namespace

FakeEngine::FakeEngine() {
  for (unsigned index = 0; index < kTasks; ++index) {
    tasks_[index].index = index;
    tasks_[index].tasks = kTasks;
  }
  engine = this;
}

FakeEngine::~FakeEngine() { engine = nullptr; }

FakeEngine& FakeEngine::instance() { return *engine; }

void FakeEngine::as(unsigned task, const std::function<void()>& what) {
  const unsigned before = std::exchange(running_, task);
  what();
  running_ = before;
}

void FakeEngine::after_steps(std::size_t accesses, std::function<void()> what) {
  steps_until_ = steps.size() + accesses;
  at_step_ = std::move(what);
}

std::vector<std::string> FakeEngine::warned() const {
  std::vector<std::string> conditions;
  for (const SeenWarning& warning : warnings) conditions.push_back(warning.condition);
  return conditions;
}

void FakeEngine::step(const volatile void* object, lockstep_access access) {
  if (at_step_ && steps.size() == steps_until_) std::exchange(at_step_, nullptr)();
  steps.push_back({running_, object, access});
}

void FakeEngine::sleep() {
  const unsigned sleeper = running_;
  asleep_[sleeper] = true;
  ++sleeps;
  while (asleep_[sleeper]) {
    if (while_asleep_.empty()) throw SleepsForEver();
    const auto next = std::move(while_asleep_.front());
    while_asleep_.pop_front();
    next();
  }
}

bool FakeEngine::wake(unsigned task) {
  if (!std::exchange(asleep_[task], false)) return false;
  ++wakes;
  return true;
}

}  // namespace lockstep

using lockstep::FakeEngine;

extern "C" {

void lockstep_step(const volatile void* object, lockstep_access access) {
  FakeEngine::instance().step(object, access);
}

unsigned long lockstep_perform(const volatile void* object, lockstep_request request,
                               unsigned long operand, unsigned long expected) {
  const lockstep::Request asked = {object, request, operand, expected};
  if (asked.is_step()) lockstep_step(object, asked.step());
  return lockstep::ThreadMemory().perform(asked);
}

void lockstep_fence(unsigned char /*order*/) {}

lockstep_seen lockstep_remember(void) { return {}; }

void lockstep_forget_since(const lockstep_seen* /*seen*/, unsigned int /*place*/) {}

void lockstep_control_dependency(const volatile void* /*object*/) {}

const volatile void* lockstep_last_object(void) {
  return FakeEngine::instance().steps.back().object;
}

void lockstep_sleep(void) { FakeEngine::instance().sleep(); }

bool lockstep_wake(task_struct* task) { return FakeEngine::instance().wake(task->index); }

task_struct* lockstep_current(void) {
  FakeEngine& engine = FakeEngine::instance();
  return &engine.task(engine.running());
}

task_struct* lockstep_task(unsigned int index) { return &FakeEngine::instance().task(index); }

void lockstep_warn(const lockstep_warning_site* site, const char* function) {
  FakeEngine::instance().warnings.push_back({site->kind, function, site->condition, site});
}

bool lockstep_debug_vm(void) { return FakeEngine::instance().debug_vm; }

bool lockstep_lockdep(void) { return FakeEngine::instance().lockdep; }

}  // extern "C"
