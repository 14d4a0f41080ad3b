// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string_view>

#include "lockstep/subject/object_kind.h"
#include "lockstep/subject/operation_row.h"

// What the rows of all families are made of.
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

/// Makes the row of a call that waits that of one which fails instead, and returns whether it has
/// succeeded. The reducer tries `plainer`, the call that waits, in its place.
constexpr OperationInfo try_row(OperationInfo row, std::string_view summary,
                                std::string_view failed, OperationCode plainer) {
  row.summary = summary;
  row.result = ResultForm::kLocked;
  row.failed = failed;
  row.plainer = {plainer};
  return row;
}

/// What a task does at its end that has one slot per object: it gives back what it holds of the
/// object with the highest number.
template <OperationCode release>
constexpr Operation next_release(const Holdings& holdings) {
  std::int32_t object = kMaxObjects - 1;
  while (object > 0 && holdings.slots[static_cast<unsigned>(object)] == 0) --object;
  return {release, {object}};
}

}  // namespace lockstep::family
