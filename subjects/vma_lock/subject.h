// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstddef>

#include "lockstep/subject/subject.h"
#include "subjects/vma_lock/kinds.h"
#include "subjects/vma_lock/lock_operations.h"
#include "subjects/vma_lock/other_operations.h"
#include "subjects/vma_lock/source_tree.h"

namespace lockstep::vma_lock {

inline constexpr std::size_t kOperationCount =
    rows::kLockOperations.size() + rows::kOtherOperations.size();

/// All operations, by code. It does not compile if a code is missing or there twice.
inline constexpr auto kOperations = [] {
  std::array<OperationInfo, kOperationCount> all{};
  const auto place = [&](const OperationInfo& row) {
    OperationInfo& found = all[static_cast<std::size_t>(row.code)];
    if (!found.name.empty()) throw "a code is there twice";
    found = row;
  };
  for (const OperationInfo& row : rows::kLockOperations) place(row);
  for (const OperationInfo& row : rows::kOtherOperations) place(row);
  return all;
}();

inline constexpr Phrases kPhrases = {
    .held = "the read lock of VMA {}",
    .is_left = "VMA {} is write-locked with {} only",
    .waits = "with {}, mm {} still has {} for its waiting writer after that has ended",
    .primitives = "enter and exit",
    .any_primitive = "enter or exit",
    .out_of_reach = "RCU, the lifetime of objects (such as a dropped mmgrab() or mmdrop())",
    .values = compare_refcounts,
};

inline constexpr std::array kRoles = {rows::kWriter, rows::kReader, rows::kSignaller};

inline constexpr Subject kSubject = {
    .name = "vma-lock",
    .number = 0,
    .operations = kOperations,
    .kinds = kKinds,
    .switches = kAllSwitches,
    .roles = kRoles,
    .source_tree = &kSourceTree,
    .counts = rows::kCounts,
    .example = "vma_start_read",
    .phrases = kPhrases,
    .state_rules = {"A VMA is detached on one side and attached on the other.",
                    "vm_refcnt is something else.",
                    "A VMA is write-locked on one side only, or its sequence differs."},
    .forgotten = kAttached,
    .cleared = kWriteLocked,
    .next_release = next_release,
};

}  // namespace lockstep::vma_lock
