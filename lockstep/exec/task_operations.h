// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "lockstep/exec/observation.h"
#include "lockstep/exec/shared_objects.h"
#include "lockstep/program/operation.h"
#include "subjects/bound_calls.h"

// What becomes of the operations of a task, whoever schedules it. Inline, because an executor that
// knows the operation at compile time needs little of it.
namespace lockstep {

/// Whether the contract permits the operation to a task with these holdings, here and now.
[[gnu::always_inline]] inline bool is_permitted(const lockstep_objects& objects,
                                                const Operation& operation,
                                                const Holdings& holdings) {
  const auto object = object_of(operation);
  const Facts facts =
      object && needs_facts(operation.code) ? bound::facts_of(objects, *object) : Facts{};
  return permitted(operation, holdings, facts);
}

/// Makes the call that an operation stands for, on behalf of the running task.
[[gnu::always_inline]] inline CallResult call_operation(
    const lockstep_implementation& implementation, lockstep_objects& objects, Sections& sections,
    const Operation& operation) {
  return bound::kCalls[static_cast<unsigned>(operation.code)](
      {implementation, objects, sections, operation});
}

/// Makes a new record one of this operation of the task.
[[gnu::always_inline]] inline void identify_record(OperationRecord& record, unsigned task,
                                                   std::uint32_t index,
                                                   const Operation& operation) {
  record.task = static_cast<std::uint8_t>(task);
  record.index = static_cast<std::uint8_t>(index);
  record.code = static_cast<std::uint8_t>(operation.code);
  record.target = static_cast<std::uint8_t>(operation.operands[0]);
}

/// Writes down what the caller of the operation was told.
[[gnu::always_inline]] inline void record_result(OperationRecord& record,
                                                 const CallResult& result) {
  record.result = result.value;
  record.set(result.told);
}

/// Finds what was warned of at this place, or null.
inline WarningRecord* find_warning(std::vector<WarningRecord>& warnings,
                                   const lockstep_warning_site& site, const char* function) {
  const auto found = std::ranges::find_if(warnings, [&](const WarningRecord& warning) {
    return warning.site == &site && warning.function == function;
  });
  return found == warnings.end() ? nullptr : &*found;
}

/// What a task still holds at its end goes back, as operations of their own: calls make(operation)
/// for each, which takes it from the holdings.
template <typename Make>
void release_all(const Holdings& holdings, Make make) {
  while (holdings != Holdings{}) make(kSubject.next_release(holdings));
}

}  // namespace lockstep
