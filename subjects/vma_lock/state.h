// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "kernel/abi/implementation.h"
#include "kernel/abi/vma_objects.h"
#include "lockstep/subject/call.h"
#include "lockstep/subject/object_kind.h"
#include "subjects/vma_lock/contract.h"

// How executions on VMAs and mms begin, and the state between two steps, as words that are equal
// for equal states.
namespace lockstep::vma_lock {

inline constexpr std::size_t kObjectStateWords = LOCKSTEP_VMA_STATE_WORDS;

/// Puts the objects into the state in which a program of so many tasks starts.
inline void reset(lockstep_objects& objects, unsigned tasks, std::span<const ObjectStart> vmas,
                  const std::array<std::uint32_t, kMaxOwners>& sequences) {
  lockstep_start start = {};
  start.tasks = tasks;
  start.vmas = static_cast<unsigned>(vmas.size());
  for (unsigned i = 0; i < start.vmas; ++i) {
    start.vma[i] = {.attached = vmas[i].attached, .mm = vmas[i].owner};
  }
  for (unsigned i = 0; i < kMaxMms; ++i) start.sequence[i] = sequences[i];
  lockstep_objects_reset(&objects, &start);
}

/// Calls add(word) for what the code of an operation may have read without a step: which mm a VMA
/// is in, and vm_lock_seq once readers cannot be overtaken. The values that it has read since its
/// last step are the present ones. It reads the sequence of an mm in this way only under mmap_lock,
/// which keeps the sequence from changing unless a fault is injected.
template <typename Add>
void for_each_plain_field(const lockstep_objects& objects, std::optional<unsigned> vma,
                          std::optional<unsigned> mm, bool with_fault, Add add) {
  if (vma) {
    add(lockstep_vma_plain_fields(&objects, *vma));
    mm = lockstep_view_vma(&objects, *vma).mm;
  }
  if (with_fault && mm && *mm < kMaxMms) add(lockstep_view_mm(&objects, *mm).sequence);
}

/// Whether a plain access to this address in such an operation tells its task nothing: what is
/// there is among the words above, or it is a write of protected data, at which nobody looks
/// before.
inline bool tells_nothing(const lockstep_objects& objects, std::optional<unsigned> vma,
                          std::optional<unsigned> mm, bool with_fault, const volatile void* address,
                          bool is_write) {
  if (is_write && lockstep_is_data(&objects, address)) return true;
  if (vma && lockstep_is_plain_field(&objects, *vma, address)) return true;
  if (vma) mm = lockstep_view_vma(&objects, *vma).mm;
  return with_fault && mm && *mm < kMaxMms && lockstep_is_sequence(&objects, *mm, address);
}

inline std::uint64_t pack(const lockstep_exclusive& section) {
  return std::uint64_t{static_cast<std::uint32_t>(section.error)} << 32 |
         std::uint64_t{static_cast<std::uint16_t>(section.state)} << 8 |
         (section.detaching ? 4u : 0u) | (section.detached ? 2u : 0u) |
         (section.exclusive ? 1u : 0u);
}

inline void write_object(const lockstep_objects& objects, unsigned vma,
                         std::array<unsigned long, kObjectStateWords>& words) {
  lockstep_vma_state(&objects, vma, words.data());
}
inline unsigned long owner_word(const lockstep_objects& objects, unsigned mm) {
  unsigned long word = 0;
  lockstep_mm_state(&objects, mm, &word);
  return word;
}

/// How a task is involved with a VMA: where in it the task waits, and what it holds.
inline std::uint64_t object_word(const lockstep_objects& objects, unsigned task, unsigned vma,
                                 const Holdings& holdings) {
  return lockstep_task_waits_in_vma(&objects, task, vma) << 32 |
         std::uint64_t{reads_of(holdings, vma)} << 2 | (is_exclusive(holdings, vma) ? 2u : 0u);
}

/// Whether the section of a VMA is part of the state of its task; with faults it always is.
inline bool uses_section(const Holdings& holdings, unsigned vma) {
  return is_exclusive(holdings, vma);
}

/// What a task holds of an mm.
inline std::uint64_t holding_word(const Holdings& holdings, unsigned mm) {
  return static_cast<std::uint64_t>(mmap_of(holdings, mm));
}

/// A lock that lockdep thinks a task holds: of this VMA, or else of the owner, which may be none.
struct HeldLock {
  std::optional<unsigned> object = {};
  std::uint64_t owner = 0;  ///< from 1; 0: none
  bool read = false;
};

inline HeldLock held_lock(const lockstep_objects& objects, unsigned task, unsigned index) {
  const lockstep_held_lock held = lockstep_find_held(&objects, task, index);
  HeldLock lock = {.owner = static_cast<unsigned>(held.mm + 1), .read = held.read};
  if (held.vma >= 0) lock.object = static_cast<unsigned>(held.vma);
  return lock;
}

}  // namespace lockstep::vma_lock
