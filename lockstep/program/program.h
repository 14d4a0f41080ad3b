// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lockstep/program/operation.h"

namespace lockstep {

inline constexpr unsigned kMaxOperationsPerTask = 16;

/// The kernel configuration of an execution.
struct Configuration {
  bool debug_vm = true;
  bool lockdep = true;

  friend bool operator==(const Configuration&, const Configuration&) = default;
};

/// All of them, the smallest first.
inline constexpr std::array<Configuration, 4> kAllConfigurations = {{
    {.debug_vm = false, .lockdep = false},
    {.debug_vm = true, .lockdep = false},
    {.debug_vm = false, .lockdep = true},
    {.debug_vm = true, .lockdep = true},
}};

/// How a VMA starts.
struct VmaStart {
  bool attached = true;
  std::uint8_t mm = 0;

  friend bool operator==(const VmaStart&, const VmaStart&) = default;
};

/// A kernel thread and the operations that it makes, in order. Names are unique in a program.
struct Task {
  std::string name;
  std::vector<Operation> operations;

  friend bool operator==(const Task&, const Task&) = default;
};

/// The most steps that a run counts: far more than an execution takes before it counts as endless.
inline constexpr std::uint32_t kMaxRunSteps = 1'000'000;

/// Consecutive steps of one task: `steps` of them, at most kMaxRunSteps, or, if 0, all until it
/// blocks or ends.
struct ScheduleRun {
  std::uint8_t task = 0;
  std::uint32_t steps = 0;

  friend bool operator==(const ScheduleRun&, const ScheduleRun&) = default;
};

/// The choices of an execution as runs. After the last run, the task that ran goes on until it
/// blocks or ends, and then the first one that can. No two counted runs of the same task follow
/// each other: they would be one.
using Schedule = std::vector<ScheduleRun>;

/// Whether two runs that follow each other are to be one: both are counted, and the same task's.
inline bool are_one_run(ScheduleRun first, ScheduleRun second) {
  return first.task == second.task && first.steps != 0 && second.steps != 0;
}

/// Appends a run, joining it to the last one if that is the same task's and counted. Steps beyond
/// kMaxRunSteps are dropped.
void append_run(Schedule& schedule, ScheduleRun run);

/// The schedule that makes these choices one by one.
Schedule schedule_of(std::span<const std::uint8_t> tasks);

/// What is executed: a configuration, the initial state, and each task's operations; with a
/// schedule, one interleaving of them. Every Program whose numbers are in range can be executed: an
/// operation whose precondition does not hold is skipped.
struct Program {
  Configuration configuration;
  std::vector<VmaStart> vmas;                         ///< at most kMaxVmas
  std::array<std::uint32_t, kMaxMms> sequences = {};  ///< initial mm_lock_seq of each mm; even
  std::vector<Task> tasks;                            ///< at most kMaxTasks
  Schedule schedule;

  friend bool operator==(const Program&, const Program&) = default;
};

/// The mm that an operation is about if it does not name one: the one its VMA starts in.
unsigned default_mm(const Program& program, const Operation& operation);

/// Whether any operation is a fault (see is_fault()).
bool has_fault(const Program& program);

/// Whether any operation is a primitive of the implementation: enter or exit, driven directly.
bool has_primitive(const Program& program);

/// Whether the protected data may be raced for on every implementation: it is accessed, and an mm
/// starts so close to the end of its sequence that this may reach the one of a fresh VMA,
/// UINT32_MAX. Then the VMA looks write-locked that is not.
bool may_race_by_overflow(const Program& program);

/// The operations of all tasks together.
unsigned count_operations(const Program& program);

}  // namespace lockstep
