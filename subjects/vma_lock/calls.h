// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <type_traits>

#include "lockstep/subject/call.h"
#include "subjects/vma_lock/kinds.h"

// How the operations call an implementation. Always inline: for an executor that knows the
// operation at compile time, only the call is left.
namespace lockstep::vma_lock::calls {

inline CallResult done() { return {0, true}; }

inline vm_area_struct* vma_of(const Call& call) {
  return lockstep_objects_vma(&call.objects, target_of(call.operation));
}

// What the entries of the table take, by type. The VMA comes first among the operands.
template <typename Argument, bool has_vma>
Argument argument(const Call& call) {
  const std::int32_t other = call.operation.operands[has_vma ? 1 : 0];
  if constexpr (std::is_same_v<Argument, mm_struct*>) {
    return lockstep_objects_mm(&call.objects, static_cast<unsigned>(other));
  } else if constexpr (std::is_same_v<Argument, int>) {
    return other;
  } else {
    return vma_of(call);
  }
}

// What they return.
inline CallResult converted(int error, const Call&) { return {error, error == 0}; }
inline CallResult converted(bool succeeded, const Call&) { return {succeeded ? 1 : 0, succeeded}; }
inline CallResult converted(unsigned long data, const Call&) {
  return {static_cast<std::int32_t>(data), true};
}
/// The VMA, null, or an error in a pointer: 1, 0 or the error.
inline CallResult converted(const vm_area_struct* returned, const Call& call) {
  if (returned == vma_of(call)) return converted(true, call);
  return {static_cast<std::int32_t>(reinterpret_cast<std::intptr_t>(returned)), false};
}

template <typename Result, typename... Arguments>
[[gnu::always_inline]] inline CallResult pass(Result (*function)(Arguments...), const Call& call) {
  constexpr bool kHasVma =
      (std::is_same_v<std::remove_const_t<std::remove_pointer_t<Arguments>>, vm_area_struct> ||
       ...);
  if constexpr (std::is_void_v<Result>) {
    function(argument<Arguments, kHasVma>(call)...);
    return done();
  } else {
    return converted(function(argument<Arguments, kHasVma>(call)...), call);
  }
}

/// Calls one entry of the table with the operands that it takes.
template <auto entry>
[[gnu::always_inline]] inline CallResult make(const Call& call) {
  return pass(call.table.*entry, call);
}

inline std::uint8_t told_of(const lockstep_exclusive& section) {
  return static_cast<std::uint8_t>((section.detached ? kSaidDetached : 0) |
                                   (section.exclusive ? kSaidExclusive : 0));
}

// The primitives share a section with the operation before them on the same VMA.
[[gnu::always_inline]] inline CallResult enter_section(const Call& call,
                                                       lockstep_exclusive& section) {
  vm_area_struct* const vma = vma_of(call);
  section.state = lockstep_task_state(static_cast<unsigned>(call.operation.operands[1]));
  if (section.detaching && call.table.vma_drop_attached(vma)) {
    section.detached = true;  // no reader was passing by, so there is nothing to wait for
    return {0, false, told_of(section)};
  }
  call.table.enter_exclusive(vma, &section);
  return {section.error, section.exclusive, told_of(section)};
}

template <bool detaching>
[[gnu::always_inline]] inline CallResult enter(const Call& call) {
  lockstep_exclusive& section = call.sections[target_of(call.operation)];
  section = {};
  section.detaching = detaching;
  return enter_section(call, section);
}

/// With the state of the section before.
[[gnu::always_inline]] inline CallResult enter_again(const Call& call) {
  lockstep_exclusive& section = call.sections[target_of(call.operation)];
  section.detaching = false;
  return enter_section(call, section);
}

[[gnu::always_inline]] inline CallResult exit(const Call& call) {
  lockstep_exclusive& section = call.sections[target_of(call.operation)];
  call.table.exit_exclusive(vma_of(call), &section);
  section.exclusive = false;
  return {0, true, told_of(section)};
}

template <bool fatal>
[[gnu::always_inline]] inline CallResult send_signal(const Call& call) {
  call.table.send_signal(target_of(call.operation), fatal);
  return done();
}

/// Whether the state changed is not observed, because the code under test may set it sooner or
/// later; whom the call woke is observed.
[[gnu::always_inline]] inline CallResult wake_up(const Call& call) {
  call.table.wake_up_process(target_of(call.operation));
  return done();
}

}  // namespace lockstep::vma_lock::calls
