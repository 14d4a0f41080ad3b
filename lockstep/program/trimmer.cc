// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/trimmer.h"

#include <algorithm>

#include "lockstep/program/program_edits.h"
#include "lockstep/program/task_outlook.h"

namespace lockstep {
namespace {

bool make_if_permitted(TaskOutlook& outlook, const Operation& operation) {
  if (is_fault(operation) || !outlook.may_make(operation)) return false;
  outlook.make(operation);
  return true;
}

// Without one operation of a task and what was permitted only because of it.
std::vector<Operation> without_operation(const Program& program, const Task& task,
                                         std::size_t removed) {
  TaskOutlook before(program);
  TaskOutlook after(program);
  std::vector<Operation> kept;
  for (std::size_t place = 0; place < task.operations.size(); ++place) {
    const Operation& operation = task.operations[place];
    const bool was_permitted = make_if_permitted(before, operation);
    if (place == removed) continue;
    if (was_permitted && !make_if_permitted(after, operation)) continue;
    kept.push_back(operation);
  }
  return kept;
}

// Operations are counted through all tasks.
Program without_operation(const Program& program, std::size_t operation) {
  Program smaller = program;
  auto task = smaller.tasks.begin();
  for (; operation >= task->operations.size(); ++task) operation -= task->operations.size();
  task->operations = without_operation(program, *task, operation);
  return smaller;
}

Program without_runs(const Program& program, std::size_t first, std::size_t count) {
  Program smaller = program;
  smaller.schedule.clear();
  for (std::size_t run = 0; run < program.schedule.size(); ++run) {
    const bool removed = run >= first && run - first < count;
    if (!removed) append_run(smaller.schedule, program.schedule[run]);
  }
  return smaller;
}

}  // namespace

Trimmer::Trimmer(Program program) : program_(std::move(program)) {
  enter(Stage::kTasks);
  find_next();
}

void Trimmer::decide(bool is_good) {
  if (is_good) program_ = std::move(*candidate_);
  find_next();
}

void Trimmer::enter(Stage stage) {
  stage_ = stage;
  const std::size_t runs = program_.schedule.size();
  runs_of_part_ = std::max<std::size_t>(1, (runs + kMostTrimmedParts - 1) / kMostTrimmedParts);
  switch (stage) {
    case Stage::kTasks:
      parts_left_ = program_.tasks.size();
      break;
    case Stage::kOperations:
      parts_left_ = count_operations(program_);
      break;
    case Stage::kSchedule:
      parts_left_ = (runs + runs_of_part_ - 1) / runs_of_part_;
      break;
    case Stage::kEnd:
      break;
  }
}

// From the last part to the first: what goes never moves what is still to be tried.
void Trimmer::find_next() {
  candidate_.reset();
  while (!candidate_ && stage_ != Stage::kEnd) {
    if (parts_left_ == 0) {
      enter(static_cast<Stage>(static_cast<int>(stage_) + 1));
    } else {
      candidate_ = without_part(--parts_left_);
    }
  }
}

std::optional<Program> Trimmer::without_part(std::size_t part) const {
  switch (stage_) {
    case Stage::kTasks:
      if (program_.tasks.size() == 1) break;  // there has to be one
      return without_task(program_, part);
    case Stage::kOperations:
      return without_operation(program_, part);
    case Stage::kSchedule:
      return without_runs(program_, part * runs_of_part_, runs_of_part_);
    case Stage::kEnd:
      break;
  }
  return std::nullopt;
}

}  // namespace lockstep
