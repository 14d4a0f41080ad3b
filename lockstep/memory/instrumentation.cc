// SPDX-License-Identifier: GPL-2.0-only
// The functions that code compiled with -fsanitize=thread calls. In builds with ThreadSanitizer,
// they stand in front of those of its runtime, which are called __real_... in the copy that we link
// (see ci/cmake/LockstepTsanRuntime.cmake). Those are called last, so that they return to the
// instrumented code: ThreadSanitizer takes the address that it returns to for the place of the
// access. In other builds, these functions are all that there is.
#include "lockstep/memory/instrumentation.h"

#include <cstring>

#include "lockstep/memory/instrumented_atomics.h"
#include "lockstep/memory/unused_stack.h"

namespace {

using lockstep::AccessKind;
using lockstep::Instrumentation;

void note_plain(AccessKind kind, const volatile void* address, std::size_t size) {
  if (const auto stop = Instrumentation::stop()) stop();
  if (auto* const memory = Instrumentation::memory()) memory->plain(kind, address, size);
}

void fill_stack() {
  if (Instrumentation::filling()) lockstep::fill_unused_stack(*Instrumentation::filling());
}

// ThreadSanitizer's own functions leave behind what they had on the stack.
struct FillsStack {
  ~FillsStack() { fill_stack(); }
};

}  // namespace

#if defined(LOCKSTEP_TSAN)

// What is noted of an access, and then what ThreadSanitizer's function of this name does. That call
// is the last thing here; filling the stack comes after it, and takes a function of its own.
#define LOCKSTEP_PLAIN_AS(name, parameters, arguments, kind, address, size) \
  void __real___tsan_##name parameters;                                     \
  [[gnu::noinline]] static void filling_##name parameters {                 \
    const FillsStack fills;                                                 \
    return __real___tsan_##name arguments;                                  \
  }                                                                         \
  [[gnu::noinline]] static void noted_##name parameters {                   \
    note_plain(AccessKind::kind, address, size);                            \
    if (!Instrumentation::asks_sanitizer()) return fill_stack();            \
    if (Instrumentation::filling()) return filling_##name arguments;        \
    return __real___tsan_##name arguments;                                  \
  }                                                                         \
  void __tsan_##name parameters {                                           \
    if (Instrumentation::acts()) return noted_##name arguments;             \
    return __real___tsan_##name arguments;                                  \
  }

#else

#define LOCKSTEP_PLAIN_AS(name, parameters, arguments, kind, address, size) \
  [[gnu::noinline]] static void noted_##name parameters {                   \
    note_plain(AccessKind::kind, address, size);                            \
    fill_stack();                                                           \
  }                                                                         \
  void __tsan_##name parameters {                                           \
    if (Instrumentation::acts()) [[unlikely]]                               \
      noted_##name arguments;                                               \
  }

#endif

#define LOCKSTEP_PLAIN(name, kind, size) \
  LOCKSTEP_PLAIN_AS(name, (void* address), (address), kind, address, size)

#define LOCKSTEP_SIZED(prefix, size)                   \
  LOCKSTEP_PLAIN(prefix##read##size, kPlainRead, size) \
  LOCKSTEP_PLAIN(prefix##write##size, kPlainWrite, size)

// What some compilers call if they are asked to: a read and a write of the same object, and
// accesses of volatile ones.
#define LOCKSTEP_SAME_AS(name, first, second) \
  void __tsan_##name(void* address) {         \
    __tsan_##first(address);                  \
    __tsan_##second(address);                 \
  }
#define LOCKSTEP_ALSO(prefix, size)                                                   \
  LOCKSTEP_SAME_AS(prefix##read_write##size, prefix##read##size, prefix##write##size) \
  void __tsan_##prefix##volatile_read##size(void* address) {                          \
    __tsan_##prefix##read##size(address);                                             \
  }                                                                                   \
  void __tsan_##prefix##volatile_write##size(void* address) {                         \
    __tsan_##prefix##write##size(address);                                            \
  }

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
LOCKSTEP_ALSO(, 1)
LOCKSTEP_ALSO(, 2)
LOCKSTEP_ALSO(, 4)
LOCKSTEP_ALSO(, 8)
LOCKSTEP_ALSO(, 16)
LOCKSTEP_ALSO(unaligned_, 2)
LOCKSTEP_ALSO(unaligned_, 4)
LOCKSTEP_ALSO(unaligned_, 8)
LOCKSTEP_ALSO(unaligned_, 16)
LOCKSTEP_PLAIN_AS(read_range, (void* address, unsigned long size), (address, size), kPlainRead,
                  address, size)
LOCKSTEP_PLAIN_AS(write_range, (void* address, unsigned long size), (address, size), kPlainWrite,
                  address, size)

void* __tsan_memcpy(void* to, const void* from, unsigned long size) {
  __tsan_read_range(const_cast<void*>(from), size);
  __tsan_write_range(to, size);
  return std::memcpy(to, from, size);
}

void* __tsan_memmove(void* to, const void* from, unsigned long size) {
  __tsan_read_range(const_cast<void*>(from), size);
  __tsan_write_range(to, size);
  return std::memmove(to, from, size);
}

void* __tsan_memset(void* to, int byte, unsigned long size) {
  __tsan_write_range(to, size);
  return std::memset(to, byte, size);
}

LOCKSTEP_ATOMICS(8)
LOCKSTEP_ATOMICS(16)
LOCKSTEP_ATOMICS(32)
LOCKSTEP_ATOMICS(64)

void __tsan_atomic_thread_fence(int order) {
  if (lockstep::RequestHandler* const handler = Instrumentation::handler()) {
    return handler->on_fence(order);
  }
  lockstep::ThreadMemory().fence(order);
}

#if !defined(LOCKSTEP_TSAN)

// What else instrumented code calls. Calls are of no interest, nor are a signal handler's fences.
// Clang gives calls of the first two no place in the source, and then cannot link them with
// functions that have one: optimized across files, they must have no debug information.
#if defined(__clang__)
#define LOCKSTEP_WITHOUT_PLACE [[gnu::nodebug]]
#else
#define LOCKSTEP_WITHOUT_PLACE
#endif
LOCKSTEP_WITHOUT_PLACE void __tsan_func_entry(void* /*call*/) {}
LOCKSTEP_WITHOUT_PLACE void __tsan_func_exit() {}
void __tsan_init() {}
void __tsan_ignore_thread_begin() {}
void __tsan_ignore_thread_end() {}
void __tsan_atomic_signal_fence(int /*order*/) {}
void __tsan_vptr_read(void** address) { __tsan_read8(address); }
void __tsan_vptr_update(void** address, void* /*value*/) { __tsan_write8(address); }

#endif

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier)
