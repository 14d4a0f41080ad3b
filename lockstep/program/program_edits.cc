// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/program_edits.h"

#include <algorithm>
#include <array>

namespace lockstep {
namespace {

void forget_task(std::vector<Operation>& operations, std::size_t task) {
  const auto removed = static_cast<std::int32_t>(task);
  std::erase_if(operations, [&](const Operation& operation) {
    return names_task(operation) && operation.operands[0] == removed;
  });
  for (Operation& operation : operations) {
    if (names_task(operation) && operation.operands[0] > removed) --operation.operands[0];
  }
}

void forget_task(Schedule& schedule, std::size_t task) {
  Schedule kept;
  for (const ScheduleRun run : schedule) {
    const unsigned runs = run.choice.task();
    if (runs == task) continue;
    append_run(kept, {Choice::of_task(runs > task ? runs - 1 : runs), run.steps});
  }
  schedule = std::move(kept);
}

bool uses_object(const Program& program, std::size_t object) {
  return any_operation(program,
                       [&](const Operation& operation) { return object_of(operation) == object; });
}

void rename_objects_above(Program& program, std::size_t removed) {
  for (Task& task : program.tasks) {
    for (Operation& operation : task.operations) {
      const auto object = object_of(operation);
      if (object && *object > removed) --operation.operands[0];
    }
  }
}

Operation with_operand(Operation operation, unsigned place, std::int32_t value) {
  operation.operands[place] = value;
  return operation;
}

void move_to_first_owner(Program& program) {
  for (ObjectStart& object : program.objects) object.owner = 0;
  for (Task& task : program.tasks) {
    for (Operation& operation : task.operations) {
      const unsigned place = kOperandPlaces[static_cast<unsigned>(operation.code)].owner;
      if (place != kMaxOperands) operation.operands[place] = 0;
    }
  }
}

// The numbers to try instead of one: 0 for all that count from there, smaller ones for counts.
std::vector<std::int32_t> smaller_values(OperandKind kind, std::int32_t value) {
  if (kind == OperandKind::kNone || kind == OperandKind::kTask || value == 0) return {};
  if (kind == OperandKind::kCount && value > 3) return {0, 1, 2, 3};
  if (kind == OperandKind::kWaitState && value > 1) return {0, 1};
  return {0};
}

}  // namespace

Program without_task(const Program& program, std::size_t task) {
  Program smaller = program;
  smaller.tasks.erase(smaller.tasks.begin() + static_cast<std::ptrdiff_t>(task));
  for (Task& left : smaller.tasks) forget_task(left.operations, task);
  forget_task(smaller.schedule, task);
  return smaller;
}

Program with_merged_tasks(const Program& program, std::size_t from, std::size_t into, bool before) {
  Program merged = program;
  auto& operations = merged.tasks[into].operations;
  const auto& moved = program.tasks[from].operations;
  operations.insert(before ? operations.begin() : operations.end(), moved.begin(), moved.end());
  for (Task& task : merged.tasks) {
    for (Operation& operation : task.operations) {
      if (names_task(operation) && operation.operands[0] == static_cast<std::int32_t>(from)) {
        operation.operands[0] = static_cast<std::int32_t>(into);
      }
    }
  }
  return without_task(merged, from);
}

Program without_operations(const Program& program, std::size_t task, std::size_t first,
                           std::size_t count) {
  Program smaller = program;
  auto& operations = smaller.tasks[task].operations;
  const auto begin = operations.begin() + static_cast<std::ptrdiff_t>(first);
  operations.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
  return smaller;
}

Program without_unused_objects(const Program& program) {
  Program smaller = program;
  for (std::size_t object = smaller.objects.size(); object-- > 0;) {
    if (uses_object(smaller, object)) continue;
    smaller.objects.erase(smaller.objects.begin() + static_cast<std::ptrdiff_t>(object));
    rename_objects_above(smaller, object);
  }
  return smaller;
}

std::vector<Operation> plainer_operations(const Operation& operation) {
  std::vector<Operation> plainer;
  for (const OperationCode code : info(operation.code).plainer) {
    plainer.push_back({code, {operation.operands[0], 0}});
  }
  for (unsigned place = 0; place < kMaxOperands; ++place) {
    const OperandKind kind = info(operation.code).operands[place];
    for (const std::int32_t value : smaller_values(kind, operation.operands[place])) {
      plainer.push_back(with_operand(operation, place, value));
    }
  }
  return plainer;
}

std::vector<Program> plainer_starts(const Program& program) {
  std::vector<Program> plainer;
  const auto add = [&](auto change) {
    Program changed = program;
    change(changed);
    if (changed != program) plainer.push_back(std::move(changed));
  };
  add(move_to_first_owner);
  for (unsigned owner = 0; owner < kMaxOwners; ++owner) {
    add([&](Program& changed) { changed.sequences[owner] = 0; });
  }
  for (std::size_t object = 0; object < program.objects.size(); ++object) {
    add([&](Program& changed) { changed.objects[object].owner = 0; });
    add([&](Program& changed) { changed.objects[object].attached = true; });
  }
  return plainer;
}

}  // namespace lockstep
