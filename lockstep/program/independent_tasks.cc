// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/independent_tasks.h"

#include <numeric>

namespace lockstep {
namespace {

/// Sets of what is connected: tasks, VMAs and mms (union-find).
class Connections {
 public:
  Connections() { std::iota(parents_.begin(), parents_.end(), std::uint8_t{0}); }

  static unsigned task(unsigned index) { return index; }
  static unsigned vma(unsigned index) { return kMaxTasks + index; }
  static unsigned mm(unsigned index) { return kMaxTasks + kMaxVmas + index; }

  void connect(unsigned a, unsigned b) { parents_[set_of(a)] = set_of(b); }

  std::uint8_t set_of(unsigned thing) const {
    while (parents_[thing] != thing) thing = parents_[thing];
    return static_cast<std::uint8_t>(thing);
  }

 private:
  std::array<std::uint8_t, kMaxTasks + kMaxVmas + kMaxMms> parents_;
};

void connect_operands(Connections& connections, unsigned task, const Operation& operation) {
  const auto& kinds = info(operation.code).operands;
  for (unsigned i = 0; i < kMaxOperands; ++i) {
    const auto operand = static_cast<unsigned>(operation.operands[i]);
    switch (kinds[i]) {
      case OperandKind::kVma:
        connections.connect(task, Connections::vma(operand));
        break;
      case OperandKind::kMm:
      case OperandKind::kOptionalMm:
        connections.connect(task, Connections::mm(operand));
        break;
      case OperandKind::kTask:
        connections.connect(task, Connections::task(operand));
        break;
      default:
        break;
    }
  }
}

}  // namespace

std::array<std::uint8_t, kMaxTasks> independent_groups(const Program& program) {
  Connections connections;
  for (unsigned vma = 0; vma < program.vmas.size(); ++vma) {
    connections.connect(Connections::vma(vma), Connections::mm(program.vmas[vma].mm));
  }
  for (unsigned task = 0; task < program.tasks.size(); ++task) {
    for (const Operation& operation : program.tasks[task].operations) {
      connect_operands(connections, Connections::task(task), operation);
    }
  }
  std::array<std::uint8_t, kMaxTasks> groups{};
  for (unsigned task = 0; task < kMaxTasks; ++task) groups[task] = connections.set_of(task);
  return groups;
}

}  // namespace lockstep
