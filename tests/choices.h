// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <initializer_list>

#include "lockstep/program/program.h"

// For tests, in which choices are numbers of tasks.
namespace lockstep {

inline Path path_of_tasks(std::initializer_list<unsigned> tasks) {
  Path path;
  for (const unsigned task : tasks) path.push_back(Choice::of_task(task));
  return path;
}

inline ScheduleRun run_of_task(unsigned task, std::uint32_t steps) {
  return {Choice::of_task(task), steps};
}

struct TaskAndSteps {
  unsigned task = 0;
  std::uint32_t steps = 0;
};

inline Schedule schedule_of_tasks(std::initializer_list<TaskAndSteps> runs) {
  Schedule schedule;
  for (const TaskAndSteps run : runs) schedule.push_back(run_of_task(run.task, run.steps));
  return schedule;
}

}  // namespace lockstep
