// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>
#include <array>

#include "lockstep/program/generator.h"
#include "lockstep/program/mutator.h"

namespace lockstep {
namespace {

constexpr unsigned kOtherOwnerOdds = 16;  // a program of one owner gets another one so often

unsigned owners_of(Random& random, const Program& program) {
  const bool uses_others = std::ranges::any_of(
      program.objects, [](const ObjectStart& object) { return object.owner != 0; });
  return uses_others || random.one_in(kOtherOwnerOdds) ? kOwnerCount : 1;
}

Task& any_task(Random& random, Program& program) {
  return program.tasks[random.index(program.tasks.size())];
}

/// An operation of a program.
struct Chosen {
  Task& task;
  std::ptrdiff_t place;

  auto position() const { return task.operations.begin() + place; }
  Operation& operation() const { return *position(); }
};

/// Every operation is as likely; the program has one.
Chosen any_operation(Random& random, Program& program) {
  std::size_t left = random.index(count_operations(program));
  for (Task& task : program.tasks) {
    if (left < task.operations.size()) return {task, static_cast<std::ptrdiff_t>(left)};
    left -= task.operations.size();
  }
  return {program.tasks.front(), 0};
}

bool has_room(const Task& task) { return task.operations.size() < kMostMutatedOperations; }

TaskOutlook outlook_before(const Program& program, const Task& task, std::ptrdiff_t place) {
  TaskOutlook outlook(program);
  std::for_each(task.operations.begin(), task.operations.begin() + place,
                [&](const Operation& operation) { outlook.make(operation); });
  return outlook;
}

// May be a fault or an operation that is not supported: repair() takes out what is not allowed.
Operation operation_for(Random& random, const Program& program, const Task& task,
                        std::ptrdiff_t place) {
  constexpr unsigned kFaultOdds = 8;
  const TaskOutlook outlook = outlook_before(program, task, place);
  const unsigned owners = owners_of(random, program);
  const bool fault = random.one_in(kFaultOdds);
  Operation operation = random_operation(random, program, owners);
  // Signals are always permitted, so that most operations would be signals.
  for (unsigned draws = 2; draws != 0; --draws) {
    operation = random_permitted_operation(random, program, owners, outlook, {fault, {}})
                    .value_or(operation);
    if (info(operation.code).operands[0] != OperandKind::kTask) break;
  }
  return operation;
}

bool insert_one(Random& random, Program& program) {
  Task& task = any_task(random, program);
  if (!has_room(task)) return false;
  const auto place = static_cast<std::ptrdiff_t>(random.index(task.operations.size() + 1));
  const Operation operation = operation_for(random, program, task, place);
  task.operations.insert(task.operations.begin() + place, operation);
  return true;
}

bool append_some(Random& random, Program& program) {
  constexpr unsigned kMost = 4;
  Task& task = any_task(random, program);
  if (!has_room(task)) return false;
  for (unsigned count = 1 + random.below(kMost); count != 0 && has_room(task); --count) {
    const auto end = static_cast<std::ptrdiff_t>(task.operations.size());
    task.operations.push_back(operation_for(random, program, task, end));
  }
  return true;
}

bool delete_one(Random& random, Program& program) {
  if (count_operations(program) < 2) return false;
  const Chosen chosen = any_operation(random, program);
  chosen.task.operations.erase(chosen.position());
  return true;
}

bool replace_one(Random& random, Program& program) {
  if (count_operations(program) == 0) return false;
  const Chosen chosen = any_operation(random, program);
  chosen.operation() = operation_for(random, program, chosen.task, chosen.place);
  return true;
}

// To another place, or another task.
bool duplicate_one(Random& random, Program& program) {
  if (count_operations(program) == 0) return false;
  const Operation operation = any_operation(random, program).operation();
  Task& task = any_task(random, program);
  if (!has_room(task)) return false;
  const auto place = static_cast<std::ptrdiff_t>(random.index(task.operations.size() + 1));
  task.operations.insert(task.operations.begin() + place, operation);
  return true;
}

bool move_one(Random& random, Program& program) {
  if (count_operations(program) < 2) return false;
  const Chosen chosen = any_operation(random, program);
  const Operation operation = chosen.operation();
  Task& task = any_task(random, program);
  if (&task != &chosen.task && !has_room(task)) return false;
  chosen.task.operations.erase(chosen.position());
  const auto place = static_cast<std::ptrdiff_t>(random.index(task.operations.size() + 1));
  task.operations.insert(task.operations.begin() + place, operation);
  return true;
}

bool change_operand(Random& random, Program& program) {
  if (count_operations(program) == 0) return false;
  Operation& operation = any_operation(random, program).operation();
  const unsigned place = random.below(kMaxOperands);
  const OperandKind kind = info(operation.code).operands[place];
  if (kind == OperandKind::kNone) return false;
  const std::int32_t before = operation.operands[place];
  operation.operands[place] = random_operand(random, program, owners_of(random, program), kind);
  return operation.operands[place] != before;
}

constexpr std::array<Mutation, 7> kOperationMutations = {{
    {"insert an operation", 3, insert_one},
    {"append operations", 3, append_some},
    {"delete an operation", 3, delete_one},
    {"replace an operation", 2, replace_one},
    {"duplicate an operation", 1, duplicate_one},
    {"move an operation", 2, move_one},
    {"change an operand", 2, change_operand},
}};

}  // namespace

std::span<const Mutation> operation_mutations() { return kOperationMutations; }

}  // namespace lockstep
