// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "lockstep/exec/calls.h"
#include "lockstep/exec/observation.h"
#include "lockstep/exec/shared_objects.h"
#include "lockstep/program/contract.h"

// What becomes of the operations of a task, whoever schedules it. Inline, because an executor that
// knows the operation at compile time needs little of it.
namespace lockstep {

/// Whether the contract permits the operation to a task with these holdings, here and now.
[[gnu::always_inline]] inline bool is_permitted(const lockstep_objects& objects,
                                                const Operation& operation,
                                                const Holdings& holdings) {
  const auto vma = vma_of(operation);
  const VmaFacts facts = vma && needs_facts(operation.code) ? facts_of(objects, *vma) : VmaFacts{};
  return permitted(operation, holdings, facts);
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

/// Writes down what the caller of the operation was told, apart from its result.
[[gnu::always_inline]] inline void record_section(OperationRecord& record,
                                                  const Operation& operation,
                                                  const Sections& sections) {
  const auto vma = vma_of(operation);
  if (!vma || !info(operation.code).is_primitive) return;
  record.set(OperationRecord::kDetached, sections[*vma].detached);
  record.set(OperationRecord::kExclusive, sections[*vma].exclusive);
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
  if (holdings == Holdings{}) return;
  for (std::int32_t vma = 0; vma < static_cast<std::int32_t>(kMaxVmas); ++vma) {
    const auto index = static_cast<unsigned>(vma);
    while (holdings.reads[index] != 0) make(Operation{OperationCode::kVmaEndRead, {vma}});
    if (holdings.exclusive[index]) make(Operation{OperationCode::kExitExclusive, {vma}});
  }
  for (auto mm = static_cast<std::int32_t>(kMaxMms) - 1; mm >= 0; --mm) {
    const MmapMode mode = holdings.mmap[static_cast<unsigned>(mm)];
    if (mode == MmapMode::kRead) make(Operation{OperationCode::kMmapReadUnlock, {mm}});
    if (mode == MmapMode::kWrite) make(Operation{OperationCode::kMmapWriteUnlock, {mm}});
  }
}

}  // namespace lockstep
