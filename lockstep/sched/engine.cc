// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/engine.h"

#include "lockstep/sched/fiber_sanitizers.h"

namespace lockstep {

struct Engine::Slot {
  Slot(Engine& owner, unsigned index)
      : engine(owner), task(index), fiber(&Engine::fiber_main, this) {}

  Engine& engine;
  const unsigned task;
  Fiber fiber;
  bool is_ignored = false;  // by ThreadSanitizer, at present
};

Engine::OwnContext::OwnContext(const Engine& engine) : task_(sanitizers::tsan_current()) {
  sanitizers::tsan_switch(engine.main_.tsan_fiber());
}

Engine::OwnContext::~OwnContext() { sanitizers::tsan_switch(task_); }

Engine::Engine() {
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    slots_[task] = std::make_unique<Slot>(*this, task);
  }
}

Engine::~Engine() = default;

End Engine::run(unsigned tasks, Scheduler& scheduler, StepLog& log, Body body, void* context) {
  progress_ = progress() + 1;
  first_step_ = next_step_ = log.room();
  step_limit_ = log.room_end();
  scheduler_ = &scheduler;
  body_ = body;
  context_ = context;
  enabled_ = unfinished_ = TaskSet::first_n(tasks);
  asleep_ = spinning_ = TaskSet();
  end_ = End::kCompleted;
  for (unsigned task = 0; task < tasks; ++task) announced_[task] = Step(Choice::of_task(task));
  scheduler.begin(tasks);
  if (tasks == 0) {
    log.clear();
    return end_;
  }

  sanitizers::tsan_release(&begun_);
  running_ = choose_after_leave();  // from here on, a crash is a task's
  resumed_ = true;
  if (running_ == kNoTask) {
    note_stop();
  } else {
    main_.switch_to(slots_[running_]->fiber);
  }
  running_ = kNoTask;
  if (!unfinished_.empty()) restore_abandoned();
  sanitizers::tsan_acquire(&ended_);
  log.set_end(next_step_);
  return end_;
}

// Every fiber serves its task in all executions. Executions do not overlap: all that tasks did in
// earlier ones happened before what they do now. By way of the main fiber, or else a task that
// starts late would come after all that ended before, in the same execution.
void Engine::fiber_main(void* argument) {
  auto& slot = *static_cast<Slot*>(argument);
  Engine& engine = slot.engine;
  for (;;) {
    sanitizers::tsan_acquire(&engine.begun_);
    slot.is_ignored = !engine.is_watched_;
    if (slot.is_ignored) sanitizers::tsan_ignore_begin();
    sanitizers::tsan_enter_task();
    engine.body_(engine.context_, slot.task);
    sanitizers::tsan_leave_task();
    if (slot.is_ignored) sanitizers::tsan_ignore_end();
    slot.is_ignored = false;
    sanitizers::tsan_release(&engine.ended_);
    engine.enabled_.erase(slot.task);
    engine.unfinished_.erase(slot.task);
    engine.leave();
  }
}

// The running task announced an access, and another one goes first.
void Engine::give_way_to(unsigned task) {
  resume(task);
  resumed_ = false;  // back again, for the access that was announced
}

unsigned Engine::choose_after_leave() {
  const unsigned next = choose();
  next_step_[-1] = next_step_[-1].after_leave();
  return next;
}

// Somebody has done something: what spinning tasks wait for may have come.
void Engine::end_spins() {
  enabled_ = enabled_ | spinning_;
  spinning_ = TaskSet();
}

void Engine::step_after_others(const volatile void* object, lockstep_access kind) {
  const unsigned task = running_;
  announced_[task] = Step(task, object, kind);
  enabled_.erase(task);
  spinning_.insert(task);
  if (enabled_.empty()) return leave_for_main(End::kHang);
  if (next_step_ == step_limit_) return leave_for_main(End::kOutOfSteps);
  give_way_to(choose());
}

void Engine::pause() {
  end_spins();
  announced_[running_] = Step(Choice::of_task(running_));
  if (next_step_ == step_limit_) return leave_for_main(End::kOutOfSteps);
  const unsigned next = choose();
  if (next == running_) {
    resumed_ = true;
  } else {
    resume(next);
  }
}

void Engine::resume(unsigned task) {
  if (task == kNoTask) {
    note_stop();
    return leave_for_main(End::kStopped);
  }
  Fiber& from = slots_[running_]->fiber;
  running_ = task;
  resumed_ = true;
  from.switch_to(slots_[task]->fiber);
}

// The running task sleeps or has ended: somebody else runs.
void Engine::leave() {
  end_spins();
  if (enabled_.empty()) {
    leave_for_main(unfinished_.empty() ? End::kCompleted : End::kHang);
  } else if (next_step_ == step_limit_) {
    leave_for_main(End::kOutOfSteps);
  } else {
    resume(choose_after_leave());
  }
}

// The choice that stopped the execution is no step.
void Engine::note_stop() {
  --next_step_;
  end_ = End::kStopped;
}

void Engine::leave_for_main(End end) {
  end_ = end;
  slots_[running_]->fiber.switch_to(main_);
}

void Engine::sleep() {
  enabled_.erase(running_);
  asleep_.insert(running_);
  announced_[running_] = Step(Choice::of_task(running_));
  leave();
}

bool Engine::wake(unsigned task) {
  if (!asleep_.contains(task)) return false;
  asleep_.erase(task);
  enabled_.insert(task);
  return true;
}

void Engine::crash() {
  leave_for_main(End::kCrash);
  __builtin_unreachable();
}

const Fiber& Engine::fiber(unsigned task) const { return slots_[task]->fiber; }

bool Engine::overflowed_stack(const void* address) const {
  return in_task() && slots_[running_]->fiber.in_guard_page(address);
}

// Fibers that were left in the middle of something: what they did happened, the rest never will.
void Engine::restore_abandoned() {
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    if (!unfinished_.contains(task)) continue;
    slots_[task]->fiber.release_unfinished(&ended_, slots_[task]->is_ignored);
    slots_[task]->is_ignored = false;
    slots_[task]->fiber.reset(end_ == End::kCrash);
  }
}

}  // namespace lockstep
