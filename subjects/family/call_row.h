// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string_view>

#include "lockstep/subject/operation_row.h"

namespace lockstep::family {

/// The row of a call on an object that is always permitted and changes nothing that its task holds;
/// `entry` is the name of the operation and of the entry of the table that it calls.
constexpr OperationInfo call_row(OperationCode code, std::string_view entry,
                                 std::string_view summary, std::string_view done) {
  return {.code = code,
          .name = entry,
          .operands = {OperandKind::kObject},
          .summary = summary,
          .entries = {entry},
          .done = done};
}

}  // namespace lockstep::family
