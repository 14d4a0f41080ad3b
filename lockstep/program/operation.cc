// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/operation.h"

#include <algorithm>

namespace lockstep {

std::optional<OperationCode> find_operation(std::string_view name) {
  const auto found = std::ranges::find(kOperations, name, &OperationInfo::name);
  if (found == kOperations.end()) return std::nullopt;
  return static_cast<OperationCode>(found - kOperations.begin());
}

}  // namespace lockstep
