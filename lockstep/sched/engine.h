// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "lockstep/sched/fiber.h"
#include "lockstep/sched/scheduler.h"
#include "lockstep/sched/step.h"

namespace lockstep {

/// How an execution ended.
enum class End : std::uint8_t {
  kCompleted,   ///< every task ended
  kHang,        ///< no task can run, and some have not ended
  kOutOfSteps,  ///< the limit on steps was reached
  kCrash,       ///< a task did something that would kill a process
  kStopped,     ///< the scheduler wanted no further step
};

/// Runs tasks as fibers, one step at a time, under a Scheduler.
///
/// A choice is made for each step: the chosen task makes the access that it announced, and runs on
/// until it announces the next one, sleeps, or ends. Starting a task and continuing a woken one are
/// not steps of their own: the choice that resumes a task is the choice for its next access.
///
/// An execution allocates nothing. Not thread-safe; all fibers run on the calling thread.
class Engine {
 public:
  using Body = void (*)(void* context, unsigned task);

  /// Makes ThreadSanitizer take what the engine does on behalf of a task, such as allocating
  /// memory, as done by the engine: tasks do not order each other's, so it would be a race.
  class OwnContext {
   public:
    explicit OwnContext(const Engine& engine);
    ~OwnContext();
    OwnContext(const OwnContext&) = delete;
    OwnContext& operator=(const OwnContext&) = delete;

   private:
    void* const task_;
  };

  Engine();
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Runs body(context, task) for each task below `tasks` to its end, or as far as it goes. Writes
  /// the steps to `log`, whose capacity is the limit on them.
  End run(unsigned tasks, Scheduler& scheduler, StepLog& log, Body body, void* context);

  /// Whether ThreadSanitizer watches the tasks of the executions that follow.
  void watch_by_sanitizer(bool on) { is_watched_ = on; }

  /// For tasks: the running one is about to make this access. Other tasks may run before this
  /// returns.
  [[gnu::always_inline]] void step(const volatile void* object, lockstep_access kind) {
    const unsigned task = running_;
    if (!spinning_.empty()) [[unlikely]]
      end_spins();
    const Step announced(task, object, kind);
    announced_[task] = announced;
    if (resumed_) {
      resumed_ = false;
      next_step_[-1] = next_step_[-1].completed(announced);
      return;
    }
    if (next_step_ == step_limit_) [[unlikely]]
      return leave_for_main(End::kOutOfSteps);
    const unsigned next = choose();
    if (next != task) give_way_to(next);
  }

  /// The same where the access would lead back to where the task is, and change nothing, as long as
  /// no other task does anything: it is not made before another one has made a step.
  void step_after_others(const volatile void* object, lockstep_access kind);

  /// For tasks: lets others go first without announcing an access. Continuing is no step of its
  /// own, as when a task starts.
  void pause();

  /// The number of steps that this execution has taken.
  std::uint32_t steps() const { return static_cast<std::uint32_t>(next_step_ - first_step_); }

  /// For schedulers: the access that a task is about to make. Without an object if that is not
  /// known yet, or if it is none of an implementation.
  Step announced(unsigned task) const { return announced_[task]; }

  /// The last access of the running task.
  Step last_step() const { return announced_[running_]; }

  /// For tasks: suspends the running one until it is woken.
  void sleep();

  /// For tasks: makes a sleeping one run again. True if it slept.
  bool wake(unsigned task);

  /// For signal handlers on behalf of the running task: ends the execution as a crash. Does not
  /// return. Only while in_task().
  [[noreturn]] void crash();

  /// Whether a task is running, and which.
  bool in_task() const { return running_ != kNoTask; }
  const unsigned& running() const { return running_; }

  /// The tasks that sleep or spin; after a hang, those that hang.
  TaskSet asleep() const { return asleep_ | spinning_; }
  /// Of these, those that wait in step_after_others().
  TaskSet spinning() const { return spinning_; }

  /// The tasks that have not ended.
  TaskSet unfinished() const { return unfinished_; }

  /// What a task runs on.
  const Fiber& fiber(unsigned task) const;

  /// Whether the address is in the guard page of the running task's stack.
  bool overflowed_stack(const void* address) const;

  /// Steps of all executions of this engine, more or less: what a watchdog looks at.
  std::uint64_t progress() const { return progress_ + steps(); }

 private:
  struct Slot;

  static void fiber_main(void* argument);
  unsigned choose() {
    const unsigned next = scheduler_->pick(enabled_, running_).task();
    *next_step_++ = announced_[next];
    return next;
  }
  unsigned choose_after_leave();
  void give_way_to(unsigned task);
  void end_spins();
  void resume(unsigned task);
  void leave();
  void note_stop();
  void leave_for_main(End end);
  void restore_abandoned();

  Step* first_step_ = nullptr;  // of the log
  Step* next_step_ = nullptr;
  Step* step_limit_ = nullptr;
  std::uint64_t progress_ = 0;

  Scheduler* scheduler_ = nullptr;
  Body body_ = nullptr;
  void* context_ = nullptr;
  bool is_watched_ = true;  // by ThreadSanitizer
  unsigned running_ = kNoTask;
  bool resumed_ = false;  // the choice for the running task's next access has been made
  // Without an access: not started, asleep or paused. One more for kNoTask.
  std::array<Step, kMaxTasks + 1> announced_;
  TaskSet enabled_;
  TaskSet asleep_;
  TaskSet spinning_;
  TaskSet unfinished_;
  End end_ = End::kCompleted;

  Fiber main_;
  std::array<std::unique_ptr<Slot>, kMaxTasks> slots_;
  char begun_ = 0;  // what ThreadSanitizer orders executions by: the main fiber releases this one,
  char ended_ = 0;  // and tasks this one
};

}  // namespace lockstep
