// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/unused_stack.h"

#include <array>
#include <cstring>

namespace lockstep {
namespace {

constexpr std::size_t kFilledStack = 1024;

}  // namespace

#if defined(__clang__)
__attribute__((noinline, no_sanitize("address")))
#else
__attribute__((noinline, no_sanitize_address))
#endif
void fill_unused_stack(std::uint8_t byte) {
  std::array<std::uint8_t, kFilledStack> below;
  std::memset(below.data(), byte, below.size());
  asm volatile("" : : "r"(below.data()) : "memory");
}

}  // namespace lockstep
