// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/redirected_functions.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>

// NOLINTBEGIN(bugprone-reserved-identifier): the names are the compiler's
extern "C" {
void* __tsan_memcpy(void* to, const void* from, unsigned long size);
void* __tsan_memmove(void* to, const void* from, unsigned long size);
void* __tsan_memset(void* to, int byte, unsigned long size);
}
// NOLINTEND(bugprone-reserved-identifier)

namespace lockstep {
namespace {

constexpr std::size_t kAlignment = alignof(std::max_align_t);

constinit AllocationHandler* handler = nullptr;

void* allocate(std::size_t size) {
  return handler ? handler->on_allocate(size, kAlignment) : std::malloc(size);
}

void give_back(void* block) {
  if (!block || (handler && handler->on_free(block))) return;
  std::free(block);
}

void* allocate_zeroed(std::size_t count, std::size_t size) {
  std::size_t all = 0;
  if (__builtin_mul_overflow(count, size, &all)) return nullptr;
  void* const block = allocate(all);
  return block ? __tsan_memset(block, 0, all) : nullptr;
}

void* resize(void* block, std::size_t size) {
  if (!block) return allocate(size);
  const auto before = handler ? handler->size_of(block) : std::nullopt;
  if (!before && handler && handler->on_free(block)) return nullptr;
  if (!before) return std::realloc(block, size);
  void* const moved = size == 0 ? nullptr : allocate(size);
  if (moved) __tsan_memcpy(moved, block, std::min(*before, size));
  if (moved || size == 0) give_back(block);
  return moved;
}

void* resize_array(void* block, std::size_t count, std::size_t size) {
  std::size_t all = 0;
  return __builtin_mul_overflow(count, size, &all) ? nullptr : resize(block, all);
}

void* allocate_aligned(std::size_t alignment, std::size_t size) {
  if (!std::has_single_bit(alignment)) return nullptr;
  return handler ? handler->on_allocate(size, alignment) : std::aligned_alloc(alignment, size);
}

int allocate_aligned_as_posix(void** block, std::size_t alignment, std::size_t size) {
  if (!std::has_single_bit(alignment) || alignment % sizeof(void*) != 0) return EINVAL;
  *block = allocate_aligned(alignment, size);
  return *block ? 0 : ENOMEM;
}

char* copy_bytes(const char* text, std::size_t size) {
  auto* const copy = static_cast<char*>(allocate(size + 1));
  if (!copy) return nullptr;
  __tsan_memcpy(copy, text, size);
  __tsan_memset(copy + size, 0, 1);
  return copy;
}

char* copy_text(const char* text) { return copy_bytes(text, std::strlen(text)); }
char* copy_text_of(const char* text, std::size_t most) {
  return copy_bytes(text, strnlen(text, most));
}

// C++'s. An implementation that cannot go on without memory crashes.
void* allocate_or_abort(std::size_t size) {
  void* const block = allocate(size);
  if (!block) std::abort();
  return block;
}
void* allocate_nothrow(std::size_t size, const void* /*nothrow*/) { return allocate(size); }
void give_back_sized(void* block, std::size_t /*size*/) { give_back(block); }

template <typename Function>
RedirectedFunction redirected(const char* name, Function* function) {
  return {name, reinterpret_cast<void*>(function)};
}

}  // namespace

void hand_allocations_to(AllocationHandler* new_handler) { handler = new_handler; }

std::span<const RedirectedFunction> redirected_functions() {
  static const auto kFunctions = std::to_array<RedirectedFunction>({
      redirected("malloc", allocate),
      redirected("calloc", allocate_zeroed),
      redirected("realloc", resize),
      redirected("reallocarray", resize_array),
      redirected("free", give_back),
      redirected("aligned_alloc", allocate_aligned),
      redirected("posix_memalign", allocate_aligned_as_posix),
      redirected("strdup", copy_text),
      redirected("strndup", copy_text_of),
      redirected("_Znwm", allocate_or_abort),
      redirected("_Znam", allocate_or_abort),
      redirected("_ZnwmRKSt9nothrow_t", allocate_nothrow),
      redirected("_ZnamRKSt9nothrow_t", allocate_nothrow),
      redirected("_ZdlPv", give_back),
      redirected("_ZdaPv", give_back),
      redirected("_ZdlPvm", give_back_sized),
      redirected("_ZdaPvm", give_back_sized),
      redirected("memcpy", __tsan_memcpy),
      redirected("memmove", __tsan_memmove),
      redirected("memset", __tsan_memset),
  });
  return kFunctions;
}

}  // namespace lockstep
