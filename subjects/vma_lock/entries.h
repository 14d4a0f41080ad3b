// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstddef>

#include "lockstep/subject/call.h"
#include "subjects/vma_lock/calls.h"
#include "subjects/vma_lock/objects.h"
#include "subjects/vma_lock/state.h"
#include "subjects/vma_lock/subject.h"

// The table of an implementation (see kernel/abi/vma_table.h), and which operation calls what. Only
// code that runs programs includes this: code that reads and writes them needs no kernel.
namespace lockstep::vma_lock {

/// All entries, in the order of the table.
inline constexpr std::array kEntries = {
    LOCKSTEP_ENTRY(name, false),
    LOCKSTEP_ENTRY(summary, false),
    LOCKSTEP_ENTRY(source, false),
    LOCKSTEP_CALLED_ENTRY(mmap_read_lock, false),
    LOCKSTEP_CALLED_ENTRY(mmap_read_unlock, false),
    LOCKSTEP_CALLED_ENTRY(mmap_write_lock, false),
    LOCKSTEP_CALLED_ENTRY(mmap_write_unlock, false),
    LOCKSTEP_CALLED_ENTRY(vma_end_read, false),
    LOCKSTEP_CALLED_ENTRY(vma_start_write, false),
    LOCKSTEP_CALLED_ENTRY(mmap_read_lock_killable, true),
    LOCKSTEP_CALLED_ENTRY(mmap_read_trylock, true),
    LOCKSTEP_CALLED_ENTRY(mmap_write_lock_killable, true),
    LOCKSTEP_CALLED_ENTRY(mmap_write_trylock, true),
    LOCKSTEP_CALLED_ENTRY(mmap_write_downgrade, true),
    LOCKSTEP_CALLED_ENTRY(vma_start_read, true),
    LOCKSTEP_CALLED_ENTRY(vma_end_write_all, true),
    LOCKSTEP_CALLED_ENTRY(vma_start_read_locked, true),
    LOCKSTEP_CALLED_ENTRY(vma_start_write_killable, true),
    LOCKSTEP_CALLED_ENTRY(vma_mark_attached, true),
    LOCKSTEP_CALLED_ENTRY(vma_mark_detached, true),
    LOCKSTEP_ENTRY(vma_drop_attached, true),
    LOCKSTEP_ENTRY(enter_exclusive, true),
    LOCKSTEP_ENTRY(exit_exclusive, true),
    LOCKSTEP_CALLED_ENTRY(read_data, false),
    LOCKSTEP_CALLED_ENTRY(write_data, false),
    LOCKSTEP_CALLED_ENTRY(vma_reuse, false),
    LOCKSTEP_ENTRY(send_signal, false),
    LOCKSTEP_ENTRY(wake_up_process, false),
    LOCKSTEP_CALLED_ENTRY(fault_set_refcount, false),
    LOCKSTEP_CALLED_ENTRY(fault_put, false),
    LOCKSTEP_CALLED_ENTRY(fault_fail_wait, false),
};
static_assert(offsetof(lockstep_implementation, name) + kEntries.size() * sizeof(void*) ==
                  sizeof(lockstep_implementation),
              "an entry of the table is not listed here");

/// Whether the table has an enter_exclusive but no state in which that waits.
inline bool lacks_wait_states(const lockstep_implementation& table) {
  return table.enter_exclusive && (table.wait_states & LOCKSTEP_WAIT_ANY) == 0;
}

/// Operations that do more than pass their operands to their first entry.
inline constexpr std::array<OwnCall, 8> kOwnCalls = {{
    {kEnterExclusive, calls::enter<false>},
    {kEnterExclusiveDetaching, calls::enter<true>},
    {kExitExclusive, calls::exit},
    {kSendSigkill, calls::send_signal<true>},
    {kSendSignal, calls::send_signal<false>},
    {kWakeUpProcess, calls::wake_up},
    {kFaultEnterExclusive, calls::enter_again},
    {kFaultExitExclusive, calls::exit},
}};

inline constexpr auto kCalls = calls_of(kOperations, kEntries, kOwnCalls);

}  // namespace lockstep::vma_lock
