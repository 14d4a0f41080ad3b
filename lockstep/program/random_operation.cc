// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/random_operation.h"

#include <array>
#include <limits>

namespace lockstep {
namespace {

constexpr unsigned kTries = 64;  // to find an operation that is permitted

// Values of vm_refcnt that mean something, and their neighbours: few readers, the limit of readers
// (one below the flag), the flag and who may be left beside it, overflow, a saturated count. See
// linux/mm_types.h and linux/refcount.h.
constexpr std::int32_t kFlag = 1 << 30;
constexpr std::int32_t kLimit = kFlag - 1;
constexpr std::int32_t kLargest = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t kSaturated = -kFlag;
constexpr auto kCounts =
    std::to_array<std::int32_t>({-1, 0, 1, 2, 3, kLimit - 2, kLimit - 1, kLimit, kFlag, kFlag + 1,
                                 kFlag + 2, kLargest, kSaturated - 1, kSaturated, kSaturated + 1});
static_assert(kLimit + 2 == kFlag + 1);

}  // namespace

std::int32_t random_operand(Random& random, const Program& program, unsigned mms,
                            OperandKind kind) {
  switch (kind) {
    case OperandKind::kNone:
      return 0;
    case OperandKind::kVma:
      return static_cast<std::int32_t>(random.index(program.vmas.size()));
    case OperandKind::kMm:
    case OperandKind::kOptionalMm:
      return static_cast<std::int32_t>(random.index(mms));
    case OperandKind::kTask:
      return static_cast<std::int32_t>(random.index(program.tasks.size()));
    case OperandKind::kWaitState:
      return static_cast<std::int32_t>(random.index(kWaitStateNames.size()));
    case OperandKind::kCount:
      break;
  }
  return kCounts[random.below(kCounts.size())];
}

Operation random_operation(Random& random, const Program& program, unsigned mms) {
  Operation operation = {static_cast<OperationCode>(random.below(kOperationCodes)), {}};
  for (unsigned place = 0; place < kMaxOperands; ++place) {
    operation.operands[place] =
        random_operand(random, program, mms, info(operation.code).operands[place]);
  }
  return operation;
}

std::optional<Operation> random_permitted_operation(Random& random, const Program& program,
                                                    unsigned mms, const TaskOutlook& outlook,
                                                    const OperationWish& wish) {
  for (unsigned tries = 0; tries < kTries; ++tries) {
    const Operation operation = random_operation(random, program, mms);
    if (is_fault(operation) == wish.fault && wish.among.contains(operation) &&
        outlook.may_make(operation)) {
      return operation;
    }
  }
  return std::nullopt;
}

}  // namespace lockstep
