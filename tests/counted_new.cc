// SPDX-License-Identifier: GPL-2.0-only
#include "tests/counted_new.h"

#include "lockstep/sched/fiber_sanitizers.h"

#if defined(LOCKSTEP_TSAN) || defined(LOCKSTEP_ASAN)

// A sanitizer's operators cannot all be replaced, but it calls hooks. They count malloc(), too.
#include <sanitizer/allocator_interface.h>

namespace lockstep {
namespace {

thread_local std::uint64_t count = 0;

void on_malloc(const volatile void* /*memory*/, std::size_t /*size*/) { ++count; }
void on_free(const volatile void* /*memory*/) {}

[[maybe_unused]] const int installed =
    __sanitizer_install_malloc_and_free_hooks(&on_malloc, &on_free);

}  // namespace

std::uint64_t allocations() { return count; }

}  // namespace lockstep

#else

#include <cstdlib>
#include <new>

namespace {

thread_local std::uint64_t count = 0;

}  // namespace

// The standard library's other forms call these.
void* operator new(std::size_t size) {
  ++count;
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace lockstep {

std::uint64_t allocations() { return count; }

}  // namespace lockstep

#endif
