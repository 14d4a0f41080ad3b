// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lockstep/program/choice.h"
#include "lockstep/program/operation.h"

namespace lockstep {

inline constexpr unsigned kMaxOperationsPerTask = 16;

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
  Choice choice;
  std::uint32_t steps = 0;

  friend bool operator==(const ScheduleRun&, const ScheduleRun&) = default;
};

/// The choices of an execution as runs. After the last run, the task that ran goes on until it
/// blocks or ends, and then the first one that can. No two counted runs of the same task follow
/// each other: they would be one.
using Schedule = std::vector<ScheduleRun>;

/// Whether two runs that follow each other are to be one: both are counted, and the same task's.
inline bool are_one_run(ScheduleRun first, ScheduleRun second) {
  return first.choice == second.choice && first.steps != 0 && second.steps != 0;
}

/// Appends a run, joining it to the last one if that is the same task's and counted. Steps beyond
/// kMaxRunSteps are dropped.
void append_run(Schedule& schedule, ScheduleRun run);

/// The schedule that makes these choices one by one.
Schedule schedule_of(std::span<const Choice> path);

/// What is executed: a configuration, the initial state, and each task's operations; with a
/// schedule, one interleaving of them. Every Program whose numbers are in range can be executed: an
/// operation whose precondition does not hold is skipped.
struct Program {
  Configuration configuration;
  std::vector<ObjectStart> objects;  ///< at most kMaxObjects
  std::array<std::uint32_t, kMaxOwners> sequences =
      {};                   ///< initial mm_lock_seq of each owner; even
  std::vector<Task> tasks;  ///< at most kMaxTasks
  Schedule schedule;

  friend bool operator==(const Program&, const Program&) = default;
};

/// The owner that an operation is about if it does not name one: the one its object starts in.
unsigned default_owner(const Program& program, const Operation& operation);

/// Whether any operation is a fault (see is_fault()).
bool has_fault(const Program& program);

/// Whether any operation of any task is such a one.
template <typename Predicate>
bool any_operation(const Program& program, Predicate predicate) {
  return std::ranges::any_of(program.tasks, [&](const Task& task) {
    return std::ranges::any_of(task.operations, predicate);
  });
}

/// Whether any operation is a primitive of the implementation, driven directly.
bool has_primitive(const Program& program);

/// Whether any implementation may race for the protected data: it is accessed, and an owner starts
/// so close to the end of its sequence that it may reach UINT32_MAX, the sequence of a fresh
/// object. That object then looks write-locked although it is not.
bool may_race_by_overflow(const Program& program);

/// How many objects of a kind of the subject it has.
unsigned count_objects(const Program& program, unsigned kind);

/// The operations of all tasks together.
unsigned count_operations(const Program& program);

/// Names the tasks of a program by what they do: reader, writer, signaller or task, with _a, _b,
/// ... if there are several. The names depend on the operations alone.
void name_tasks(Program& program);

/// Which tasks can affect each other: a number for each task. Two tasks have the same one if they
/// name the same object, owner or task, or objects of the same owner, or if other tasks connect
/// them in this way. Tasks with different numbers affect each other under no schedule, unless one
/// crashes, or warns, which each place in the code does only once.
std::array<std::uint8_t, kMaxTasks> independent_groups(const Program& program);

}  // namespace lockstep
