// SPDX-License-Identifier: GPL-2.0-only
#include <numeric>

#include "lockstep/program/program.h"

namespace lockstep {
namespace {

/// Sets of what is connected: tasks, objects and owners (union-find).
class Connections {
 public:
  Connections() { std::iota(parents_.begin(), parents_.end(), std::uint8_t{0}); }

  static unsigned task(unsigned index) { return index; }
  static unsigned object(unsigned index) { return kMaxTasks + index; }
  static unsigned owner(unsigned index) { return kMaxTasks + kMaxObjects + index; }

  void connect(unsigned a, unsigned b) { parents_[set_of(a)] = set_of(b); }

  std::uint8_t set_of(unsigned thing) const {
    while (parents_[thing] != thing) thing = parents_[thing];
    return static_cast<std::uint8_t>(thing);
  }

 private:
  std::array<std::uint8_t, kMaxTasks + kMaxObjects + kMaxOwners> parents_;
};

void connect_operands(Connections& connections, unsigned task, const Operation& operation) {
  const auto& kinds = info(operation.code).operands;
  for (unsigned i = 0; i < kMaxOperands; ++i) {
    const auto operand = static_cast<unsigned>(operation.operands[i]);
    switch (kinds[i]) {
      case OperandKind::kObject:
        connections.connect(task, Connections::object(operand));
        break;
      case OperandKind::kOwner:
      case OperandKind::kOptionalOwner:
        connections.connect(task, Connections::owner(operand));
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
  for (unsigned object = 0; object < program.objects.size(); ++object) {
    connections.connect(Connections::object(object),
                        Connections::owner(program.objects[object].owner));
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
