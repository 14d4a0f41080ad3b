// SPDX-License-Identifier: GPL-2.0-only
// The functions that code compiled with -fsanitize=thread calls, in front of those of
// ThreadSanitizer's runtime, which are called __real_... in the copy that we link (see
// ci/cmake/LockstepTsanRuntime.cmake). They come last, so that they return to the instrumented
// code: ThreadSanitizer takes the address that it returns to for the place of the access.
#include "lockstep/memory/instrumentation.h"

#include "lockstep/memory/unused_stack.h"

#if defined(LOCKSTEP_TSAN)

#include <cstdint>

namespace {

using lockstep::AccessKind;
using lockstep::AccessOrder;
using lockstep::Instrumentation;

/// As the compiler passes it.
enum class MemoryOrder : int { kRelaxed, kConsume, kAcquire, kRelease, kAcquireRelease, kFull };

constexpr AccessOrder order_of(MemoryOrder order) {
  switch (order) {
    case MemoryOrder::kRelaxed:
      return {};
    case MemoryOrder::kConsume:
    case MemoryOrder::kAcquire:
      return {.acquire = true};
    case MemoryOrder::kRelease:
      return {.release = true};
    case MemoryOrder::kAcquireRelease:
      return {.acquire = true, .release = true};
    case MemoryOrder::kFull:
      break;
  }
  return {.acquire = true, .release = true, .full = true};
}

inline void stop_if_asked_to() {
  if (const auto stop = Instrumentation::stop()) stop();
}

inline void note_plain(AccessKind kind, const void* address, std::size_t size) {
  if (auto* const detector = Instrumentation::detector()) detector->plain(kind, address, size);
}

inline void note_marked(AccessKind kind, const volatile void* address, std::size_t size,
                        MemoryOrder order) {
  if (auto* const detector = Instrumentation::detector()) {
    detector->marked(kind, address, size, order_of(order));
  }
}

// ThreadSanitizer's own functions leave behind what they had on the stack.
struct FillsStack {
  ~FillsStack() { lockstep::fill_unused_stack(*Instrumentation::filling()); }
};

// Whether an access ends with what was noted of it.
inline bool is_kept_from_sanitizer() {
  if (Instrumentation::asks_sanitizer()) return false;
  if (Instrumentation::filling()) lockstep::fill_unused_stack(*Instrumentation::filling());
  return true;
}

}  // namespace

// Does what is noted, and then what ThreadSanitizer's function of this name does. That call is the
// last thing here; filling the stack comes after it, and takes a function of its own.
#define LOCKSTEP_FORWARD(Result, name, parameters, arguments, noted) \
  Result __real___tsan_##name parameters;                            \
  [[gnu::noinline]] static Result filling_##name parameters {        \
    const FillsStack fills;                                          \
    return __real___tsan_##name arguments;                           \
  }                                                                  \
  [[gnu::noinline]] static Result noted_##name parameters {          \
    stop_if_asked_to();                                              \
    noted;                                                           \
    if (Instrumentation::filling()) return filling_##name arguments; \
    return __real___tsan_##name arguments;                           \
  }                                                                  \
  Result __tsan_##name parameters {                                  \
    if (Instrumentation::acts()) return noted_##name arguments;      \
    return __real___tsan_##name arguments;                           \
  }

#define LOCKSTEP_PLAIN(name, kind, size)                        \
  LOCKSTEP_FORWARD(void, name, (void* address), (address),      \
                   note_plain(AccessKind::kind, address, size); \
                   if (is_kept_from_sanitizer()) return )

#define LOCKSTEP_PLAIN_RANGE(name, kind)                                             \
  LOCKSTEP_FORWARD(void, name, (void* address, unsigned long size), (address, size), \
                   note_plain(AccessKind::kind, address, size);                      \
                   if (is_kept_from_sanitizer()) return )

// A load of full order has no barrier before it, nor has a store one behind it.
#define LOCKSTEP_LOAD(bits, Value)                                                                 \
  LOCKSTEP_FORWARD(Value, atomic##bits##_load, (const volatile Value* address, MemoryOrder order), \
                   (address, order),                                                               \
                   note_marked(AccessKind::kMarkedRead, address, sizeof(Value),                    \
                               order == MemoryOrder::kFull ? MemoryOrder::kAcquire : order))

#define LOCKSTEP_STORE(bits, Value)                                              \
  LOCKSTEP_FORWARD(void, atomic##bits##_store,                                   \
                   (volatile Value * address, Value value, MemoryOrder order),   \
                   (address, value, order),                                      \
                   note_marked(AccessKind::kMarkedWrite, address, sizeof(Value), \
                               order == MemoryOrder::kFull ? MemoryOrder::kRelease : order))

#define LOCKSTEP_UPDATE(bits, Value, name)                                                        \
  LOCKSTEP_FORWARD(                                                                               \
      Value, atomic##bits##_##name, (volatile Value * address, Value operand, MemoryOrder order), \
      (address, operand, order), note_marked(AccessKind::kUpdate, address, sizeof(Value), order))

// Whether it succeeds is seen before: nobody comes between. A failure is a read without barriers.
#define LOCKSTEP_COMPARE_EXCHANGE(bits, Value, name)                           \
  LOCKSTEP_FORWARD(bool, atomic##bits##_compare_exchange_##name,               \
                   (volatile Value * address, Value * expected, Value desired, \
                    MemoryOrder success, MemoryOrder failure),                 \
                   (address, expected, desired, success, failure),             \
                   note_compare_exchange(address, *expected, success, failure))

#define LOCKSTEP_COMPARE_EXCHANGE_VALUE(bits, Value)                                              \
  LOCKSTEP_FORWARD(Value, atomic##bits##_compare_exchange_val,                                    \
                   (volatile Value * address, Value expected, Value desired, MemoryOrder success, \
                    MemoryOrder failure),                                                         \
                   (address, expected, desired, success, failure),                                \
                   note_compare_exchange(address, expected, success, failure))

#define LOCKSTEP_ATOMICS(bits, Value)            \
  LOCKSTEP_LOAD(bits, Value)                     \
  LOCKSTEP_STORE(bits, Value)                    \
  LOCKSTEP_UPDATE(bits, Value, exchange)         \
  LOCKSTEP_UPDATE(bits, Value, fetch_add)        \
  LOCKSTEP_UPDATE(bits, Value, fetch_sub)        \
  LOCKSTEP_UPDATE(bits, Value, fetch_and)        \
  LOCKSTEP_UPDATE(bits, Value, fetch_or)         \
  LOCKSTEP_UPDATE(bits, Value, fetch_xor)        \
  LOCKSTEP_UPDATE(bits, Value, fetch_nand)       \
  LOCKSTEP_COMPARE_EXCHANGE(bits, Value, strong) \
  LOCKSTEP_COMPARE_EXCHANGE(bits, Value, weak)   \
  LOCKSTEP_COMPARE_EXCHANGE_VALUE(bits, Value)

#define LOCKSTEP_SIZED(prefix, size)                   \
  LOCKSTEP_PLAIN(prefix##read##size, kPlainRead, size) \
  LOCKSTEP_PLAIN(prefix##write##size, kPlainWrite, size)

namespace {

template <typename Value>
void note_compare_exchange(const volatile Value* address, Value expected, MemoryOrder success,
                           MemoryOrder failure) {
  const bool succeeds = *address == expected;
  note_marked(
      succeeds ? AccessKind::kUpdate : AccessKind::kMarkedRead, address, sizeof(Value),
      succeeds ? success : (failure == MemoryOrder::kFull ? MemoryOrder::kAcquire : failure));
}

}  // namespace

// NOLINTBEGIN(bugprone-reserved-identifier): the names are the compiler's
extern "C" {

LOCKSTEP_SIZED(, 1)
LOCKSTEP_SIZED(, 2)
LOCKSTEP_SIZED(, 4)
LOCKSTEP_SIZED(, 8)
LOCKSTEP_SIZED(, 16)
LOCKSTEP_SIZED(unaligned_, 2)
LOCKSTEP_SIZED(unaligned_, 4)
LOCKSTEP_SIZED(unaligned_, 8)
LOCKSTEP_SIZED(unaligned_, 16)
LOCKSTEP_PLAIN_RANGE(read_range, kPlainRead)
LOCKSTEP_PLAIN_RANGE(write_range, kPlainWrite)

LOCKSTEP_ATOMICS(8, std::uint8_t)
LOCKSTEP_ATOMICS(16, std::uint16_t)
LOCKSTEP_ATOMICS(32, std::uint32_t)
LOCKSTEP_ATOMICS(64, std::uint64_t)

void __real___tsan_atomic_thread_fence(MemoryOrder order);
void __tsan_atomic_thread_fence(MemoryOrder order) {
  if (auto* const detector = Instrumentation::detector()) detector->fence(order_of(order));
  __real___tsan_atomic_thread_fence(order);
}

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier)

#endif
