// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/random_operation.h"

#include <array>
#include <limits>

namespace lockstep {
namespace {

constexpr unsigned kTries = 64;  // to find an operation that is permitted

}  // namespace

std::int32_t random_operand(Random& random, const Program& program, unsigned owners,
                            OperandKind kind) {
  switch (kind) {
    case OperandKind::kNone:
      return 0;
    case OperandKind::kObject:
      return static_cast<std::int32_t>(random.index(program.objects.size()));
    case OperandKind::kOwner:
    case OperandKind::kOptionalOwner:
      return static_cast<std::int32_t>(random.index(owners));
    case OperandKind::kTask:
      return static_cast<std::int32_t>(random.index(program.tasks.size()));
    case OperandKind::kWaitState:
      return static_cast<std::int32_t>(random.index(kWaitStateNames.size()));
    case OperandKind::kCount:
      break;
  }
  return kSubject.counts[random.index(kSubject.counts.size())];
}

Operation random_operation(Random& random, const Program& program, unsigned owners) {
  Operation operation = {static_cast<OperationCode>(random.below(kOperationCodes)), {}};
  for (unsigned place = 0; place < kMaxOperands; ++place) {
    operation.operands[place] =
        random_operand(random, program, owners, info(operation.code).operands[place]);
  }
  return operation;
}

std::optional<Operation> random_permitted_operation(Random& random, const Program& program,
                                                    unsigned owners, const TaskOutlook& outlook,
                                                    const OperationWish& wish) {
  for (unsigned tries = 0; tries < kTries; ++tries) {
    const Operation operation = random_operation(random, program, owners);
    if (is_fault(operation) == wish.fault && wish.among.contains(operation) &&
        outlook.may_make(operation)) {
      return operation;
    }
  }
  return std::nullopt;
}

}  // namespace lockstep
