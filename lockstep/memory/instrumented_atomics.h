// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/memory/instrumentation.h"
#include "lockstep/memory/thread_memory.h"

// What code compiled with -fsanitize=thread calls for its atomic accesses: requests of the task
// that runs. Outside tasks, they are what they say.
namespace lockstep {

inline constexpr lockstep_access step_of(lockstep_action action) {
  if (action == LOCKSTEP_LOAD) return LOCKSTEP_READ;
  return action == LOCKSTEP_STORE ? LOCKSTEP_WRITE : LOCKSTEP_UPDATE;
}

template <typename Value>
Value ask(lockstep_action action, const volatile Value* object, int order, Value operand = 0,
          Value expected = 0, int failure_order = __ATOMIC_RELAXED) {
  const lockstep_request form = {static_cast<unsigned char>(action), sizeof(Value),
                                 static_cast<unsigned char>(order),
                                 static_cast<unsigned char>(step_of(action))};
  RequestHandler* const handler = Instrumentation::handler();
  return static_cast<Value>(
      handler ? handler->on_request(object, form, operand, expected, failure_order)
              : ThreadMemory().perform({object, form, operand, expected, failure_order}));
}

template <typename Value>
bool ask_to_exchange(volatile Value* object, Value* expected, Value desired, int order,
                     int failure_order) {
  const Value wanted = *expected;
  const Value before =
      ask(LOCKSTEP_EXCHANGE_IF_EQUAL, object, order, desired, wanted, failure_order);
  if (before != wanted) *expected = before;
  return before == wanted;
}

}  // namespace lockstep

#define LOCKSTEP_ATOMIC_UPDATE(bits, name, action)                                           \
  std::uint##bits##_t __tsan_atomic##bits##_##name(volatile std::uint##bits##_t* object,     \
                                                   std::uint##bits##_t operand, int order) { \
    return lockstep::ask(action, object, order, operand);                                    \
  }

#define LOCKSTEP_ATOMIC_COMPARE_EXCHANGE(bits, name)                                   \
  bool __tsan_atomic##bits##_compare_exchange_##name(                                  \
      volatile std::uint##bits##_t* object, std::uint##bits##_t* expected,             \
      std::uint##bits##_t desired, int order, int failure_order) {                     \
    return lockstep::ask_to_exchange(object, expected, desired, order, failure_order); \
  }

#define LOCKSTEP_ATOMICS(bits)                                                               \
  std::uint##bits##_t __tsan_atomic##bits##_load(const volatile std::uint##bits##_t* object, \
                                                 int order) {                                \
    return lockstep::ask(LOCKSTEP_LOAD, object, order);                                      \
  }                                                                                          \
  void __tsan_atomic##bits##_store(volatile std::uint##bits##_t* object,                     \
                                   std::uint##bits##_t value, int order) {                   \
    lockstep::ask(LOCKSTEP_STORE, object, order, value);                                     \
  }                                                                                          \
  LOCKSTEP_ATOMIC_UPDATE(bits, exchange, LOCKSTEP_EXCHANGE)                                  \
  LOCKSTEP_ATOMIC_UPDATE(bits, fetch_add, LOCKSTEP_ADD)                                      \
  LOCKSTEP_ATOMIC_UPDATE(bits, fetch_sub, LOCKSTEP_SUB)                                      \
  LOCKSTEP_ATOMIC_UPDATE(bits, fetch_and, LOCKSTEP_AND)                                      \
  LOCKSTEP_ATOMIC_UPDATE(bits, fetch_or, LOCKSTEP_OR)                                        \
  LOCKSTEP_ATOMIC_UPDATE(bits, fetch_xor, LOCKSTEP_XOR)                                      \
  LOCKSTEP_ATOMIC_UPDATE(bits, fetch_nand, LOCKSTEP_NAND)                                    \
  LOCKSTEP_ATOMIC_COMPARE_EXCHANGE(bits, strong)                                             \
  LOCKSTEP_ATOMIC_COMPARE_EXCHANGE(bits, weak)                                               \
  std::uint##bits##_t __tsan_atomic##bits##_compare_exchange_val(                            \
      volatile std::uint##bits##_t* object, std::uint##bits##_t expected,                    \
      std::uint##bits##_t desired, int order, int failure_order) {                           \
    lockstep::ask_to_exchange(object, &expected, desired, order, failure_order);             \
    return expected;                                                                         \
  }
