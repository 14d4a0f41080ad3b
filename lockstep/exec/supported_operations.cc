// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/supported_operations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "lockstep/exec/task_operations.h"
#include "subjects/bound_calls.h"

namespace lockstep {
namespace {

constexpr std::array<unsigned, kWaitStateNames.size()> kWaitStateBits = {
    LOCKSTEP_WAIT_UNINTERRUPTIBLE, LOCKSTEP_WAIT_KILLABLE, LOCKSTEP_WAIT_INTERRUPTIBLE};

bool is_there(const lockstep_implementation& table, const TableEntry& entry) {
  const void* value = nullptr;
  std::memcpy(&value, reinterpret_cast<const std::byte*>(&table) + entry.offset, sizeof(value));
  return value != nullptr;
}

bool is_called_by(const OperationSet& operations, const TableEntry& entry) {
  return std::ranges::any_of(kOperations, [&](const OperationInfo& operation) {
    return operations.contains(operation.code) && operation.entries.contains(entry.name);
  });
}

}  // namespace

OperationSet supported_operations(const lockstep_implementation& implementation) {
  OperationSet supported;
  for (const TableEntry& entry : bound::kEntries) {
    if (is_there(implementation, entry)) continue;
    for (const OperationInfo& operation : kOperations) {
      if (operation.entries.contains(entry.name)) supported.remove(operation.code);
    }
  }
  for (unsigned state = 0; state < kWaitStateBits.size(); ++state) {
    if ((implementation.wait_states & kWaitStateBits[state]) == 0) {
      supported.remove(static_cast<WaitState>(state));
    }
  }
  return supported;
}

OperationSet operations_of(const Program& program) {
  OperationSet operations = OperationSet::none();
  for (const Task& task : program.tasks) {
    for (const Operation& operation : task.operations) {
      operations.add(operation.code);
      if (info(operation.code).effect.kind == Effect::Kind::kLower) continue;  // holds nothing then
      Holdings holdings;
      apply_success(operation, holdings);
      release_all(holdings, [&](const Operation& release) {
        operations.add(release.code);
        apply_success(release, holdings);
      });
    }
  }
  return operations;
}

std::vector<std::string_view> called_entries(const OperationSet& operations) {
  std::vector<std::string_view> entries;
  for (const TableEntry& entry : bound::kEntries) {
    if (is_called_by(operations, entry)) entries.push_back(entry.name);
  }
  return entries;
}

std::string what_is_missing(const lockstep_implementation& implementation) {
  std::string names = bound::lacks_wait_states(implementation) ? "wait_states" : "";
  for (const TableEntry& entry : bound::kEntries) {
    if (entry.optional || is_there(implementation, entry)) continue;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", entry.name);
  }
  return names;
}

std::vector<LeftOutOperations> find_left_out(const lockstep_implementation& reference,
                                             const lockstep_implementation& variant,
                                             Faults faults) {
  auto left_out = find_left_out(supported_operations(reference), supported_operations(variant));
  if (faults == Faults::kLeftOut) {
    std::erase_if(left_out, [](const LeftOutOperations& some) { return some.are_faults(); });
  }
  return left_out;
}

}  // namespace lockstep
