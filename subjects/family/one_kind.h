// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>

#include "kernel/abi/one_kind.h"
#include "lockstep/subject/call.h"
#include "lockstep/subject/holdings.h"

// What the engine asks of a subject with one kind of objects, no owners, and nothing that a task
// reads of them without a step or keeps from one call to the next; see kernel/objects/one_kind.h.
namespace lockstep::family::one_kind {

static_assert(LOCKSTEP_ONE_KIND_MOST == kMaxObjects && LOCKSTEP_ONE_KIND_FIELDS == kMaxFields);

using Values = std::array<unsigned long, kMaxFields>;

inline Values read_values(const lockstep_objects& objects, unsigned object) {
  Values values;
  lockstep_one_kind_values(&objects, object, values.data());
  return values;
}

// How the objects are looked at while no task runs.

/// The contract depends on what tasks hold, and not on the objects.
inline Facts facts_of(const lockstep_objects& /*objects*/, unsigned /*object*/) { return {}; }

inline LeftBehind left_in(const lockstep_objects& objects, ObjectPlace place) {
  const Values values = read_values(objects, place.index);
  LeftBehind left;
  for (std::size_t i = 0; i < left.values.size(); ++i) {
    left.values[i] = static_cast<std::uint32_t>(values[i]);
  }
  return left;
}

inline FieldValues values_of(const lockstep_objects& objects, ObjectPlace place) {
  const Values values = read_values(objects, place.index);
  FieldValues fields;
  for (std::size_t i = 0; i < fields.size(); ++i) fields[i] = static_cast<std::int64_t>(values[i]);
  return fields;
}

// How executions begin, and the state between two steps.

inline constexpr std::size_t kObjectStateWords = kMaxFields;

inline void reset(lockstep_objects& objects, unsigned tasks, std::span<const ObjectStart> starts,
                  const std::array<std::uint32_t, kMaxOwners>& /*of owners*/) {
  unsigned second_states = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    second_states |= (starts[i].attached ? 0u : 1u) << i;
  }
  lockstep_one_kind_reset(&objects, tasks, second_states);
}

template <typename Add>
void for_each_plain_field(const lockstep_objects& /*objects*/, std::optional<unsigned> /*object*/,
                          std::optional<unsigned> /*owner*/, bool /*with_fault*/, Add /*add*/) {}

inline bool tells_nothing(const lockstep_objects& /*objects*/, std::optional<unsigned> /*object*/,
                          std::optional<unsigned> /*owner*/, bool /*with_fault*/,
                          const volatile void* /*address*/, bool /*is_write*/) {
  return false;
}

inline std::uint64_t pack(const lockstep_section& /*section*/) { return 0; }
inline bool uses_section(const Holdings& /*holdings*/, unsigned /*object*/) { return false; }

inline void write_object(const lockstep_objects& objects, unsigned object, Values& words) {
  words = read_values(objects, object);
}
inline unsigned long owner_word(const lockstep_objects& /*objects*/, unsigned /*owner*/) {
  return 0;
}
inline std::uint64_t object_word(const lockstep_objects& objects, unsigned task, unsigned object,
                                 const Holdings& holdings) {
  return lockstep_one_kind_waits(&objects, task, object) << 32 |
         std::uint64_t{holdings.slots[object]} << 1;
}
inline std::uint64_t holding_word(const Holdings& /*holdings*/, unsigned /*owner*/) { return 0; }

/// A lock that lockdep thinks a task holds: it is not asked about these.
struct HeldLock {
  std::optional<unsigned> object = {};
  std::uint64_t owner = 0;
  bool read = false;
};
inline HeldLock held_lock(const lockstep_objects& /*objects*/, unsigned /*task*/,
                          unsigned /*index*/) {
  return {};
}

// How the operations call an implementation.

inline bool lacks_wait_states(const lockstep_implementation& /*table*/) { return false; }

inline CallResult converted(int error) { return {error, error == 0}; }
inline CallResult converted(bool succeeded) { return {succeeded ? 1 : 0, succeeded}; }
inline CallResult converted(unsigned long data) { return {static_cast<std::int32_t>(data)}; }

template <typename Result, typename Object>
[[gnu::always_inline]] inline CallResult pass(Result (*function)(Object*), const Call& call) {
  auto* const object =
      static_cast<Object*>(lockstep_one_kind_object(&call.objects, target_of(call.operation)));
  if constexpr (std::is_void_v<Result>) {
    function(object);
    return {};
  } else {
    return converted(function(object));
  }
}

/// Calls one entry of the table on the object of the operation.
template <auto entry>
[[gnu::always_inline]] inline CallResult make(const Call& call) {
  return pass(call.table.*entry, call);
}

}  // namespace lockstep::family::one_kind
