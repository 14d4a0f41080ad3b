// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/small_programs.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "lockstep/program/program.h"
#include "lockstep/program/task_outlook.h"

namespace lockstep {
namespace {

using Sequence = std::vector<Operation>;

/// All operations on object 0 and owner 0 that are supported and no faults, in programs of `tasks`
/// tasks.
std::vector<Operation> alphabet(unsigned tasks, const OperationSet& supported) {
  std::vector<Operation> all;
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    Operation operation = {static_cast<OperationCode>(code), {}};
    const auto& kinds = kOperations[code].operands;
    // Only one operand at most has more than one value here.
    const unsigned place = kinds[0] == OperandKind::kTask ? 0 : 1;
    const unsigned values = kinds[place] == OperandKind::kTask        ? tasks
                            : kinds[place] == OperandKind::kWaitState ? kWaitStateNames.size()
                                                                      : 1;
    for (unsigned value = 0; value < values; ++value) {
      operation.operands[place] = static_cast<std::int32_t>(value);
      if (!is_fault(operation) && supported.contains(operation)) all.push_back(operation);
    }
  }
  return all;
}

/// The programs of one shape: how many operations each task has, longer tasks first.
class Shape {
 public:
  Shape(std::vector<unsigned> lengths, const OperationSet& supported,
        const std::function<bool(Program&)>& visit)
      : lengths_(std::move(lengths)),
        alphabet_(alphabet(static_cast<unsigned>(lengths_.size()), supported)),
        visit_(visit) {
    program_.objects.resize(1);
    program_.tasks.resize(lengths_.size());
  }

  bool for_each(std::optional<bool> attached) {
    return (attached == false || for_each_from(true)) && (attached == true || for_each_from(false));
  }

 private:
  bool for_each_from(bool attached) {
    program_.objects[0].attached = attached;
    return fill(0, TaskOutlook(program_));
  }

  // Extends the task with one more operation in every way, and then goes on to the next task.
  bool fill(std::size_t task, const TaskOutlook& outlook) {
    if (task == lengths_.size()) return emit();
    Sequence& operations = program_.tasks[task].operations;
    if (operations.size() == lengths_[task]) return fill(task + 1, TaskOutlook(program_));
    for (const Operation& operation : alphabet_) {
      if (!outlook.may_make(operation)) continue;
      TaskOutlook next = outlook;
      next.make(operation);
      operations.push_back(operation);
      const bool go_on = fill(task, next);
      operations.pop_back();
      if (!go_on) return false;
    }
    return true;
  }

  bool emit() {
    if (!is_canonical()) return true;
    Program program = program_;
    name_tasks(program);
    return visit_(program);
  }

  // Whether it is the smallest of the programs that differ only in the order of their tasks.
  bool is_canonical() const {
    std::vector<unsigned> order(lengths_.size());
    std::iota(order.begin(), order.end(), 0u);
    while (std::next_permutation(order.begin(), order.end())) {
      if (keeps_lengths(order) && is_smaller(order)) return false;
    }
    return true;
  }

  bool keeps_lengths(const std::vector<unsigned>& order) const {
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (lengths_[order[i]] != lengths_[i]) return false;
    }
    return true;
  }

  // Whether the program with its tasks in this order comes before the program as it is.
  bool is_smaller(const std::vector<unsigned>& order) const {
    for (std::size_t i = 0; i < order.size(); ++i) {
      const Sequence& now = program_.tasks[i].operations;
      const Sequence& then = program_.tasks[order[i]].operations;
      for (std::size_t k = 0; k < now.size(); ++k) {
        const auto a = key(renamed(then[k], order));
        const auto b = key(now[k]);
        if (a != b) return a < b;
      }
    }
    return false;
  }

  static Operation renamed(Operation operation, const std::vector<unsigned>& order) {
    if (info(operation.code).operands[0] == OperandKind::kTask) {
      const auto now = std::ranges::find(order, static_cast<unsigned>(operation.operands[0]));
      operation.operands[0] = static_cast<std::int32_t>(now - order.begin());
    }
    return operation;
  }

  static std::array<std::int32_t, 3> key(const Operation& operation) {
    return {static_cast<std::int32_t>(operation.code), operation.operands[0],
            operation.operands[1]};
  }

  const std::vector<unsigned> lengths_;
  const std::vector<Operation> alphabet_;
  const std::function<bool(Program&)>& visit_;
  Program program_;
};

/// All ways to give `operations` to tasks, none of which has more than `most`.
bool for_each_lengths(unsigned operations, unsigned most, const SmallProgramShape& shape,
                      std::vector<unsigned>& lengths, const std::function<bool(Program&)>& visit) {
  if (operations == 0) return Shape(lengths, shape.supported, visit).for_each(shape.attached);
  if (lengths.size() == shape.tasks) return true;
  for (unsigned length = std::min(operations, most); length > 0; --length) {
    lengths.push_back(length);
    const bool go_on = for_each_lengths(operations - length, length, shape, lengths, visit);
    lengths.pop_back();
    if (!go_on) return false;
  }
  return true;
}

}  // namespace

bool for_each_small_program(unsigned operations, const SmallProgramShape& shape,
                            const std::function<bool(Program&)>& visit) {
  std::vector<unsigned> lengths;
  return for_each_lengths(operations, std::min(operations, shape.operations), shape, lengths,
                          visit);
}

}  // namespace lockstep
