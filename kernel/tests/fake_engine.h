// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <abi/engine.h>
#include <linux/sched.h>

#include <array>
#include <deque>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace lockstep {

/// An access that was announced, and the task that did so.
struct SeenStep {
  unsigned task;
  const volatile void* object;
  lockstep_access access;
};

/// A warning as the log would show it, and the address of its site.
struct SeenWarning {
  lockstep_warning_kind kind;
  std::string function;
  std::string condition;
  const lockstep_warning_site* site;
};

/// Thrown when a task sleeps and nothing is left that could wake it.
class SleepsForEver : public std::runtime_error {
 public:
  SleepsForEver() : std::runtime_error("nothing wakes the task") {}
};

/// The hooks of abi/engine.h for one primitive at a time: they record, and the test plays what
/// other tasks do in between. While a FakeEngine exists, the kernel's functions lead to it; task 0
/// runs.
class FakeEngine {
 public:
  static constexpr unsigned kTasks = 4;

  FakeEngine();
  ~FakeEngine();
  FakeEngine(const FakeEngine&) = delete;
  FakeEngine& operator=(const FakeEngine&) = delete;

  static FakeEngine& instance();

  /// Runs `what` as another task.
  void as(unsigned task, const std::function<void()>& what);

  /// The next of the things that happen while a task sleeps.
  void while_asleep(std::function<void()> what) { while_asleep_.push_back(std::move(what)); }

  /// What happens just before the access after the next `accesses`.
  void after_steps(std::size_t accesses, std::function<void()> what);

  task_struct& task(unsigned index) { return tasks_[index]; }
  unsigned running() const { return running_; }

  /// The conditions of the warnings, in order.
  std::vector<std::string> warned() const;

  // What the hooks do.
  void step(const volatile void* object, lockstep_access access);
  void sleep();
  bool wake(unsigned task);

  std::vector<SeenStep> steps;
  std::vector<SeenWarning> warnings;
  unsigned sleeps = 0;
  unsigned wakes = 0;  ///< of tasks that slept
  bool debug_vm = true;
  bool lockdep = true;

 private:
  std::array<task_struct, kTasks> tasks_ = {};
  std::array<bool, kTasks> asleep_ = {};
  unsigned running_ = 0;
  std::deque<std::function<void()>> while_asleep_;
  std::size_t steps_until_ = 0;
  std::function<void()> at_step_;
};

}  // namespace lockstep
