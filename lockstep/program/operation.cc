// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/operation.h"

#include <algorithm>

namespace lockstep {

std::optional<OperationCode> find_operation(std::string_view name) {
  const auto found = std::ranges::find(kOperations, name, &OperationInfo::name);
  if (found == kOperations.end()) return std::nullopt;
  return static_cast<OperationCode>(found - kOperations.begin());
}

bool is_fault(const Operation& operation) {
  switch (operation.code) {
    case OperationCode::kFaultSetRefcount:
    case OperationCode::kFaultPut:
    case OperationCode::kFaultFailWait:
    case OperationCode::kFaultEnterExclusive:
    case OperationCode::kFaultExitExclusive:
      return true;
    case OperationCode::kEnterExclusiveDetaching:
      return operation.operands[1] != static_cast<std::int32_t>(WaitState::kUninterruptible);
    default:
      return false;
  }
}

}  // namespace lockstep
