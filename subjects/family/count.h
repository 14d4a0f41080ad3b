// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string_view>

#include "subjects/family/rows.h"

// Rows of a reference count: references are taken, tried for and given back. A task's holdings have
// one slot per object, with the references to it that the task has.
namespace lockstep::family::count {

/// More references of one task than this show nothing new.
inline constexpr std::uint8_t kMostReferences = 2;

constexpr std::uint8_t references(const Asked& asked) {
  return asked.holdings.slots[asked.target()];
}
constexpr bool has_reference(const Asked& asked) { return references(asked) != 0; }
constexpr bool may_try(const Asked& asked) { return references(asked) < kMostReferences; }
/// Only who has a reference knows that the object is still there.
constexpr bool may_get(const Asked& asked) { return has_reference(asked) && may_try(asked); }

inline constexpr Effect kGets{Effect::Kind::kRaise, 0, 0};
inline constexpr Effect kPuts{Effect::Kind::kLower, 0, 0};

/// Takes another reference.
constexpr OperationInfo get(OperationCode code, std::string_view entry) {
  OperationInfo row =
      call_row(code, entry, "take another reference", "takes a reference to {kind} {}");
  row.permitted = may_get;
  row.effect = kGets;
  return row;
}

/// Takes a reference unless there is none left; returns whether it has.
constexpr OperationInfo try_to_get(OperationCode code, std::string_view entry) {
  OperationInfo row =
      call_row(code, entry, "take a reference unless the last one has been given back",
               "takes a reference to {kind} {}");
  row.permitted = may_try;
  row.effect = kGets;
  row.result = ResultForm::kLocked;
  row.answers = {"no reference", "a reference"};
  row.failed = "gets no reference to {kind} {}";
  return row;
}

/// Gives a reference back.
constexpr OperationInfo put(OperationCode code, std::string_view entry) {
  OperationInfo row =
      call_row(code, entry, "give a reference back", "gives a reference to {kind} {} back");
  row.permitted = has_reference;
  row.effect = kPuts;
  return row;
}

/// Reads a count, which anybody may at any time.
constexpr OperationInfo read(OperationCode code, std::string_view entry, std::string_view summary,
                             std::string_view done) {
  OperationInfo row = call_row(code, entry, summary, done);
  row.result = ResultForm::kData;
  return row;
}

using family::next_release;

}  // namespace lockstep::family::count
