// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <barrier>
#include <thread>
#include <vector>

#include "bench/native_execution.h"

// Harnesses that let the operating system schedule: the rivals.
namespace lockstep::bench {

/// The obvious harness: a thread per task and execution.
class ThreadPerTask {
 public:
  /// Returns how many of the pairs showed something different.
  unsigned run_pairs(unsigned count, OutcomeSet& outcomes);

 private:
  NativeShown run(const lockstep_implementation& implementation);

  NativeExecution execution_;
};

/// The better harness: threads that live as long as the object does, and one barrier per execution.
/// The last thread to end an execution observes it and begins the next one, while the others wait.
/// The caller runs the first task.
///
/// libstdc++'s std::barrier offers the processor to others a few times before it sleeps on a futex,
/// which beats a futex alone: an execution is over sooner than a thread is asleep.
class KeptThreads {
 public:
  KeptThreads();
  ~KeptThreads();
  KeptThreads(const KeptThreads&) = delete;
  KeptThreads& operator=(const KeptThreads&) = delete;

  /// Returns how many of the pairs showed something different.
  unsigned run_pairs(unsigned count, OutcomeSet& outcomes);

 private:
  /// What happens when the barrier opens.
  enum class Phase { kIdle, kExecution, kEnd };

  /// What the last thread to arrive does.
  struct Next {
    KeptThreads* self;
    void operator()() noexcept { self->next(); }
  };

  void serve(unsigned task);
  void next();
  void observe();

  NativeExecution execution_;
  OutcomeSet* outcomes_ = nullptr;
  unsigned executions_left_ = 0;
  unsigned unequal_ = 0;
  bool end_ = false;
  Phase phase_ = Phase::kIdle;
  NativeShown reference_shown_;
  std::barrier<Next> barrier_{kTasks, Next{this}};
  std::vector<std::thread> threads_;
};

}  // namespace lockstep::bench
