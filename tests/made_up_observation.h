// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <initializer_list>

#include "lockstep/compare/difference.h"
#include "lockstep/program/text.h"

// Observations of executions that never took place.
namespace lockstep {

/// What the made-up observations are about.
inline Program made_up_program() {
  return parse_program(
      "vma 0 attached\n"
      "task writer: mmap_write_lock; vma_start_write_killable 0; mmap_write_unlock\n"
      "task reader: vma_start_read 0; read_data 0; vma_end_read 0\n");
}

inline OperationRecord made_up_record(const Program& program, unsigned task, unsigned index) {
  const Operation& operation = program.tasks[task].operations[index];
  OperationRecord record;
  record.task = static_cast<std::uint8_t>(task);
  record.index = static_cast<std::uint8_t>(index);
  record.code = static_cast<std::uint8_t>(operation.code);
  record.target = static_cast<std::uint8_t>(operation.operands[0]);
  if (object_of(operation)) record.values[vma_lock::kRefcount] = 1;
  return record;
}

/// The steps of tasks, one each, which access nothing.
inline void set_steps(Observation& observation, std::initializer_list<unsigned> tasks) {
  Step* next = observation.steps.room();
  for (const unsigned task : tasks) *next++ = Step(Choice::of_task(task));
  observation.steps.set_end(next);
}

/// All operations return, task by task, after one step each, and nothing happens.
inline Observation made_up_observation(const Program& program = made_up_program()) {
  Observation observation;
  Step* next = observation.steps.room();
  for (unsigned task = 0; task < program.tasks.size(); ++task) {
    for (unsigned i = 0; i < program.tasks[task].operations.size(); ++i) {
      *next++ = Step(Choice::of_task(task));
      observation.operations.push_back(made_up_record(program, task, i));
      observation.operations.back().step =
          static_cast<std::uint32_t>(observation.operations.size());
    }
  }
  observation.steps.set_end(next);
  for (FieldValues& vma : observation.final.objects[vma_lock::kVmas]) {
    vma[vma_lock::kRefcount] = 1;
  }
  return observation;
}

/// The record of an operation.
inline OperationRecord& record_of(Observation& observation, unsigned task, unsigned index) {
  return *std::ranges::find_if(observation.operations, [&](const OperationRecord& record) {
    return record.task == task && record.index == index;
  });
}

inline constexpr lockstep_warning_site kWarnSite = {LOCKSTEP_WARN_ON_ONCE, "ves.detached", "a.c",
                                                    10};
inline constexpr lockstep_warning_site kSameTextSite = {LOCKSTEP_WARN_ON_ONCE, "ves.detached",
                                                        "b.c", 20};
inline constexpr lockstep_warning_site kVmWarnSite = {LOCKSTEP_VM_WARN_ON_ONCE, "!ves->exclusive",
                                                      "a.c", 30};
inline constexpr lockstep_warning_site kAssertionSite = {LOCKSTEP_ASSERTION,
                                                         "!vma_is_attached(vma)", "a.c", 40};
inline constexpr lockstep_warning_site kRefcountSite = {LOCKSTEP_REFCOUNT,
                                                        "saturated; leaking memory", "a.c", 50};
inline constexpr lockstep_warning_site kLockdepSite = {LOCKSTEP_LOCKDEP, "still held at its end",
                                                       "a.c", 60};

inline WarningRecord warn_in(const lockstep_warning_site& site, unsigned task, unsigned index) {
  return {&site, "exit", static_cast<std::uint8_t>(task), static_cast<std::uint8_t>(index), false};
}

}  // namespace lockstep
