// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <atomic>
#include <concepts>
#include <cstdint>

#include "lockstep/memory/request.h"

// Accesses to real memory, with the order that is asked for. In builds with ThreadSanitizer they go
// through its runtime, which sees them as those of the task: the engine itself is not instrumented.
namespace lockstep {

/// Calls `visit` with a pointer of the type that has the request's size.
template <typename Visit>
auto with_sized(const Request& request, Visit visit) {
  auto* const object = const_cast<void*>(request.object);
  if (request.form.size == 4) [[likely]]
    return visit(static_cast<volatile std::uint32_t*>(object));
  switch (request.form.size) {
    case 1:
      return visit(static_cast<volatile std::uint8_t*>(object));
    case 2:
      return visit(static_cast<volatile std::uint16_t*>(object));
    default:
      return visit(static_cast<volatile std::uint64_t*>(object));
  }
}

#if defined(LOCKSTEP_TSAN)

#define LOCKSTEP_REAL_ATOMICS(bits)                                                             \
  extern "C" std::uint##bits##_t __real___tsan_atomic##bits##_load(                             \
      const volatile std::uint##bits##_t*, int order);                                          \
  extern "C" void __real___tsan_atomic##bits##_store(volatile std::uint##bits##_t*,             \
                                                     std::uint##bits##_t value, int order);     \
  extern "C" bool __real___tsan_atomic##bits##_compare_exchange_strong(                         \
      volatile std::uint##bits##_t*, std::uint##bits##_t* expected, std::uint##bits##_t value,  \
      int success, int failure);                                                                \
  inline std::uint##bits##_t real_load(const volatile std::uint##bits##_t* object, int order) { \
    return __real___tsan_atomic##bits##_load(object, order);                                    \
  }                                                                                             \
  inline void real_store(volatile std::uint##bits##_t* object, std::uint##bits##_t value,       \
                         int order) {                                                           \
    __real___tsan_atomic##bits##_store(object, value, order);                                   \
  }                                                                                             \
  inline bool real_compare_exchange(volatile std::uint##bits##_t* object,                       \
                                    std::uint##bits##_t* expected, std::uint##bits##_t value,   \
                                    int order) {                                                \
    return __real___tsan_atomic##bits##_compare_exchange_strong(object, expected, value, order, \
                                                                __ATOMIC_RELAXED);              \
  }
// NOLINTBEGIN(bugprone-reserved-identifier): the names are those of ThreadSanitizer's runtime
LOCKSTEP_REAL_ATOMICS(8)
LOCKSTEP_REAL_ATOMICS(16)
LOCKSTEP_REAL_ATOMICS(32)
LOCKSTEP_REAL_ATOMICS(64)
extern "C" void __real___tsan_atomic_thread_fence(int order);
// NOLINTEND(bugprone-reserved-identifier)
#undef LOCKSTEP_REAL_ATOMICS
inline void real_fence(int order) { __real___tsan_atomic_thread_fence(order); }

#else

template <std::unsigned_integral Value>
Value real_load(const volatile Value* object, int order) {
  return __atomic_load_n(object, order);
}
template <std::unsigned_integral Value>
void real_store(volatile Value* object, Value value, int order) {
  __atomic_store_n(object, value, order);
}
template <std::unsigned_integral Value>
bool real_compare_exchange(volatile Value* object, Value* expected, Value value, int order) {
  return __atomic_compare_exchange_n(object, expected, value, false, order, __ATOMIC_RELAXED);
}
inline void real_fence(int order) {
  std::atomic_thread_fence(static_cast<std::memory_order>(order));
}

#endif

/// Makes an update in real memory, as one access, whatever other threads do meanwhile.
template <std::unsigned_integral Value>
unsigned long update_really(volatile Value* object, const Request& request) {
  for (;;) {
    Value before = *object;
    Stored<Value> after = outcome<Value>(request, before);
    if (!after.is_stored) {
      before = real_load(object, request.failure_order);
      after = outcome<Value>(request, before);
      if (!after.is_stored) return before;
    }
    if (real_compare_exchange(object, &before, after.value, request.form.order)) return before;
  }
}

}  // namespace lockstep
