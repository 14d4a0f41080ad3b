// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <atomic>
#include <barrier>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "lockstep/stress/thread_task.h"

namespace lockstep {

/// Runs a program again and again on real threads, one per task, as the operating system schedules
/// them and random delays have them meet. There must be no Executor meanwhile.
///
/// The threads live as long as a run. Between two executions lies one barrier; whoever comes last
/// looks at what was shown and begins the next one, while the others wait.
class ThreadRunner {
 public:
  /// Called after each execution, with its number and what it showed; false ends the run. Not
  /// called by two threads at a time. Must not throw.
  using Visit = std::function<bool(std::uint64_t iteration, const Observation& shown)>;

  /// All must outlive the runner. The implementation supports every operation of the program.
  ThreadRunner(const Program& program, const lockstep_implementation& implementation,
               CrashLine& crash_line);

  /// Up to so many executions; their delays are those of the seed. Returns how many there were.
  std::uint64_t run(std::uint64_t seed, std::uint64_t iterations, const Visit& visit);

 private:
  /// What the last one to come to the barrier does.
  struct Next {
    ThreadRunner* self;
    void operator()() const noexcept { self->next(); }
  };
  using Barrier = std::barrier<Next>;

  void serve(unsigned task, Barrier& barrier);
  void wait_for_others() const;
  void begin();
  void next();
  void collect();
  void add_warning(const WarningRecord& warning);

  ThreadExecution execution_;
  CrashLine& crash_line_;
  std::vector<std::unique_ptr<ThreadTask>> tasks_;
  Observation shown_;
  const Visit* visit_ = nullptr;
  std::uint64_t seed_ = 0;
  std::uint64_t iterations_ = 0;
  std::uint64_t done_ = 0;
  std::uint64_t racy_ = 0;  // executions that showed a data race
  bool is_over_ = false;
  std::atomic<unsigned> started_ = 0;
  char begun_ = 0;  // what ThreadSanitizer orders executions by: who begins one releases this,
  char ended_ = 0;  // and tasks this one
};

}  // namespace lockstep
