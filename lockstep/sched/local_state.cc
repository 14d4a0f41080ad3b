// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/sched/local_state.h"

namespace lockstep {

// Registers that callers may still need are on the stack, here or in a frame between. Words are
// read one by one, and not by a library: with AddressSanitizer, there are some that are not for
// reading.
[[gnu::no_sanitize_address]] std::uint64_t hash_local_state(const void* stack_end) {
  __builtin_unwind_init();
  const volatile std::uint64_t* word = nullptr;
  asm volatile("mov %%rsp, %0" : "=r"(word));
  std::uint64_t hash = 0x9e37'79b9'7f4a'7c15u;
  for (; word < stack_end; ++word) {
    hash = (hash ^ *word) * 0xbf58'476d'1ce4'e5b9u;
    hash ^= hash >> 32;
  }
  return hash;
}

}  // namespace lockstep
