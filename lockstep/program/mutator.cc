// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/mutator.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "lockstep/program/generator.h"
#include "lockstep/program/program_edits.h"
#include "lockstep/program/task_outlook.h"

namespace lockstep {
namespace {

constexpr unsigned kMoreOdds = 2;    // after each change, another one follows once in so many times
constexpr unsigned kFreshOdds = 64;  // a random program instead, once in so many times

// A change is as likely to be one of what tasks do as of when they do it, and now and then it is
// one of how the program starts.
constexpr unsigned kStartOdds = 8;

const Mutation& choose(Random& random, std::span<const Mutation> mutations) {
  const unsigned total =
      std::accumulate(mutations.begin(), mutations.end(), 0u,
                      [](unsigned sum, const Mutation& mutation) { return sum + mutation.weight; });
  unsigned left = random.below(total);
  for (const Mutation& mutation : mutations) {
    if (left < mutation.weight) return mutation;
    left -= mutation.weight;
  }
  return mutations.back();
}

std::span<const Mutation> choose_table(Random& random) {
  if (random.one_in(kStartOdds)) return start_mutations();
  return random.one_in(2) ? operation_mutations() : schedule_mutations();
}

void change_once(Random& random, Program& program) {
  constexpr unsigned kTries = 8;
  for (unsigned tries = 0; tries < kTries; ++tries) {
    if (choose(random, choose_table(random)).apply(random, program)) return;
  }
}

void generate_anew(Random& random, Program& program, bool faults, const OperationSet& supported) {
  const Configuration configuration = kAllConfigurations[random.index(kAllConfigurations.size())];
  program = generate_program(
      random, {.tasks = 3, .operations = 4, .faults = faults, .supported = supported});
  program.configuration = configuration;
}

// The schedule goes on as another one, from somewhere on.
void splice(Random& random, Schedule& schedule, const Schedule& other) {
  schedule.resize(random.index(schedule.size() + 1));
  const auto from = static_cast<std::ptrdiff_t>(random.index(other.size() + 1));
  schedule.insert(schedule.end(), other.begin() + from, other.end());
}

bool fits(const Operation& operation, const Program& program) {
  const auto object = object_of(operation);
  if (object && *object >= program.objects.size()) return false;
  return info(operation.code).operands[0] != OperandKind::kTask ||
         static_cast<std::size_t>(operation.operands[0]) < program.tasks.size();
}

void repair_schedule(Program& program) {
  Schedule& schedule = program.schedule;
  std::size_t kept = 0;
  for (const ScheduleRun run : schedule) {
    if (run.choice.task() >= program.tasks.size() || kept == kMostMutatedRuns) continue;
    if (kept != 0 && are_one_run(schedule[kept - 1], run)) {
      schedule[kept - 1].steps += run.steps;
    } else {
      schedule[kept++] = run;
    }
  }
  schedule.resize(kept);
}

}  // namespace

void Mutator::mutate(Random& random, Program& program) const {
  const bool idle = program.objects.empty() || count_operations(program) == 0;
  if (idle || random.one_in(kFreshOdds)) {
    return generate_anew(random, program, faults_, supported_);
  }
  do {
    change_once(random, program);
  } while (random.one_in(kMoreOdds));
  repair(program);
}

void Mutator::cross_over(Random& random, Program& program, const Program& other) const {
  if (random.one_in(2)) {
    const Task& task = other.tasks[random.index(other.tasks.size())];
    if (program.tasks.size() < kMostMutatedTasks && random.one_in(2)) {
      program.tasks.push_back(task);
    } else {
      program.tasks[random.index(program.tasks.size())] = task;
    }
  }
  splice(random, program.schedule, other.schedule);
  repair(program);
}

void Mutator::repair(Program& program) const {
  while (program.tasks.size() > kMostMutatedTasks) {
    program = without_task(program, program.tasks.size() - 1);
  }
  for (Task& task : program.tasks) repair_operations(program, task);
  repair_schedule(program);
}

void Mutator::repair_operations(const Program& program, Task& task) const {
  TaskOutlook outlook(program);
  std::erase_if(task.operations, [&](const Operation& operation) {
    if (!fits(operation, program) || !supported_.contains(operation)) return true;
    if (is_fault(operation)) return !faults_;
    if (!outlook.may_make(operation)) return true;
    outlook.make(operation);
    return false;
  });
  if (task.operations.size() > kMostMutatedOperations) {
    task.operations.resize(kMostMutatedOperations);
  }
}

}  // namespace lockstep
