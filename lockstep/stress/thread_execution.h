// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "kernel/abi/implementation.h"
#include "lockstep/exec/observation.h"
#include "lockstep/exec/race_buffer.h"
#include "lockstep/exec/shared_objects.h"
#include "lockstep/stress/hang_detector.h"

namespace lockstep {

/// What the tasks of an execution on real threads share. Nothing in it gives the race detector an
/// edge between tasks: what orders them is the implementation alone.
class ThreadExecution {
 public:
  /// Both must outlive this.
  ThreadExecution(const Program& program, const lockstep_implementation& implementation);

  /// Before the tasks start: everything is as the program says.
  void begin();

  /// After all tasks have ended or left: how it ended, and what it left behind.
  void finish(Observation& observation);

  const Program& program() const { return program_; }
  const lockstep_implementation& implementation() const { return implementation_; }
  lockstep_objects& objects() const { return *objects_; }

  // For tasks:

  /// Returns when the task was woken, or the execution is over.
  void sleep(unsigned task);
  /// Ends the sleep of a task whose state says already that it runs. True if it slept.
  bool wake(unsigned task);
  /// The task has made its last step.
  void end(unsigned task);
  /// Makes all tasks leave.
  void run_out_of_steps() { abandon(End::kOutOfSteps, {}); }
  /// Whether to leave, at once and without a trace.
  bool is_over() const { return end_.load(std::memory_order_relaxed) != End::kCompleted; }

  void add_race(const RacingAccess& a, const RacingAccess& b) { races_.add(a, b); }

 private:
  void abandon(End end, TaskSet asleep);
  void look_for_hang();

  const Program& program_;
  const lockstep_implementation& implementation_;
  const StaticObjects& statics_;
  const ObjectsPtr objects_;
  std::array<unsigned*, kMaxTasks> words_;  // the states of the tasks, on which they sleep
  HangDetector detector_;
  std::atomic<End> end_ = End::kCompleted;
  TaskSet asleep_;  // after a hang
  RaceBuffer races_;
};

}  // namespace lockstep
