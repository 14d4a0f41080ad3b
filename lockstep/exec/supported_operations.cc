// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/supported_operations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <span>
#include <string_view>

#include "lockstep/exec/task_operations.h"

namespace lockstep {
namespace {

/// A pointer in the table.
struct Entry {
  std::string_view name;
  std::size_t offset;
  /// The operations that cannot be made without it. None: no implementation can do without it.
  std::span<const OperationCode> needed_by = {};
};

template <OperationCode... codes>
constexpr std::array<OperationCode, sizeof...(codes)> kOnly = {codes...};

constexpr auto& kSections =
    kOnly<OperationCode::kEnterExclusive, OperationCode::kEnterExclusiveDetaching,
          OperationCode::kExitExclusive, OperationCode::kFaultEnterExclusive,
          OperationCode::kFaultExitExclusive>;

#define MANDATORY(name) \
  Entry { #name, offsetof(lockstep_implementation, name) }
#define OPTIONAL(name, ...) \
  Entry { #name, offsetof(lockstep_implementation, name), __VA_ARGS__ }

constexpr std::array kEntries = {
    MANDATORY(name),
    MANDATORY(summary),
    MANDATORY(source),
    MANDATORY(mmap_read_lock),
    MANDATORY(mmap_read_unlock),
    MANDATORY(mmap_write_lock),
    MANDATORY(mmap_write_unlock),
    MANDATORY(vma_end_read),
    MANDATORY(vma_start_write),
    OPTIONAL(mmap_read_lock_killable, kOnly<OperationCode::kMmapReadLockKillable>),
    OPTIONAL(mmap_read_trylock, kOnly<OperationCode::kMmapReadTrylock>),
    OPTIONAL(mmap_write_lock_killable, kOnly<OperationCode::kMmapWriteLockKillable>),
    OPTIONAL(mmap_write_trylock, kOnly<OperationCode::kMmapWriteTrylock>),
    OPTIONAL(mmap_write_downgrade, kOnly<OperationCode::kMmapWriteDowngrade>),
    OPTIONAL(vma_start_read, kOnly<OperationCode::kVmaStartRead>),
    OPTIONAL(vma_end_write_all, kOnly<OperationCode::kFaultEndWriteAll>),
    OPTIONAL(vma_start_read_locked,
             kOnly<OperationCode::kVmaStartReadLocked, OperationCode::kFaultStartReadLocked>),
    OPTIONAL(vma_start_write_killable,
             kOnly<OperationCode::kVmaStartWriteKillable, OperationCode::kFaultStartWriteKillable>),
    OPTIONAL(vma_mark_attached,
             kOnly<OperationCode::kVmaMarkAttached, OperationCode::kFaultMarkAttached>),
    OPTIONAL(vma_mark_detached,
             kOnly<OperationCode::kVmaMarkDetached, OperationCode::kFaultMarkDetached>),
    OPTIONAL(vma_drop_attached, kOnly<OperationCode::kEnterExclusiveDetaching>),
    OPTIONAL(enter_exclusive, kSections),
    OPTIONAL(exit_exclusive, kSections),
    MANDATORY(read_data),
    MANDATORY(write_data),
    MANDATORY(vma_reuse),
    MANDATORY(send_signal),
    MANDATORY(wake_up_process),
    MANDATORY(fault_set_refcount),
    MANDATORY(fault_put),
    MANDATORY(fault_fail_wait),
};

#undef MANDATORY
#undef OPTIONAL

static_assert(offsetof(lockstep_implementation, name) + kEntries.size() * sizeof(void*) ==
                  sizeof(lockstep_implementation),
              "an entry of the table is not listed here");

constexpr std::array<unsigned, kWaitStateNames.size()> kWaitStateBits = {
    LOCKSTEP_WAIT_UNINTERRUPTIBLE, LOCKSTEP_WAIT_KILLABLE, LOCKSTEP_WAIT_INTERRUPTIBLE};

bool is_there(const lockstep_implementation& table, const Entry& entry) {
  const void* value = nullptr;
  std::memcpy(&value, reinterpret_cast<const std::byte*>(&table) + entry.offset, sizeof(value));
  return value != nullptr;
}

bool is_called_by(const OperationSet& operations, const Entry& entry) {
  const auto code = find_operation(entry.name);
  return (code && operations.contains(*code)) ||
         std::ranges::any_of(entry.needed_by,
                             [&](OperationCode other) { return operations.contains(other); });
}

/// Whether it has an enter_exclusive that waits in no state.
bool lacks_wait_states(const lockstep_implementation& table) {
  return table.enter_exclusive && (table.wait_states & LOCKSTEP_WAIT_ANY) == 0;
}

}  // namespace

OperationSet supported_operations(const lockstep_implementation& implementation) {
  OperationSet supported;
  for (const Entry& entry : kEntries) {
    if (is_there(implementation, entry)) continue;
    for (const OperationCode code : entry.needed_by) supported.remove(code);
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
      if (operation.code == OperationCode::kVmaEndRead) continue;  // leaves nothing to release
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
  for (const Entry& entry : kEntries) {
    if (is_called_by(operations, entry)) entries.push_back(entry.name);
  }
  return entries;
}

std::string what_is_missing(const lockstep_implementation& implementation) {
  std::string names = lacks_wait_states(implementation) ? "wait_states" : "";
  for (const Entry& entry : kEntries) {
    if (!entry.needed_by.empty() || is_there(implementation, entry)) continue;
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
