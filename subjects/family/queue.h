// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <string_view>

#include "subjects/family/rows.h"

// Rows of something that tasks queue for: some put in what others take out, and who finds nothing
// waits, as with a completion, a semaphore or a list of work. Tasks hold nothing, so every call is
// always permitted; a task for which nothing is ever put in hangs, and has to on both sides.
namespace lockstep::family::queue {

/// The words by which tasks are named.
inline constexpr std::array<std::string_view, 2> kRoles = {"taker", "giver"};

/// Puts one in, and wakes whoever waits for it.
constexpr OperationInfo put_in(OperationCode code, std::string_view entry) {
  OperationInfo row = call_row(code, entry, "put one in", "puts one into {kind} {}");
  row.role = kRoles[1];
  return row;
}

/// Takes one out; waits until there is one.
constexpr OperationInfo take_out(OperationCode code, std::string_view entry) {
  OperationInfo row =
      call_row(code, entry, "wait until there is one, and take it", "takes one out of {kind} {}");
  row.role = kRoles[0];
  return row;
}

/// Takes one out if there is one; returns whether there was. The reducer tries `plainer` in its
/// place.
constexpr OperationInfo try_to_take_out(OperationCode code, std::string_view entry,
                                        OperationCode plainer) {
  OperationInfo row = try_row(take_out(code, entry), "take one if there is one",
                              "finds none in {kind} {}", plainer);
  row.answers = {"none", "one"};
  return row;
}

}  // namespace lockstep::family::queue
