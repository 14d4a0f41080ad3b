// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/unused_stack.h"

#include <array>

namespace lockstep {
namespace {

using Chunk [[gnu::vector_size(16)]] = std::uint8_t;

constexpr std::size_t kFilledStack = 1024;

}  // namespace

#if defined(__clang__)
__attribute__((noinline, no_sanitize("address")))
#else
__attribute__((noinline, no_sanitize_address))
#endif
void fill_unused_stack(std::uint8_t byte) {
  std::array<Chunk, kFilledStack / sizeof(Chunk)> below;
  // Not to become memset(), which ThreadSanitizer replaces by one that takes ten times as long.
#pragma GCC unroll 64
  for (Chunk& chunk : below) {
    chunk = Chunk{} + byte;
    asm volatile("" : "+m"(chunk));
  }
}

}  // namespace lockstep
