// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>
#include <cstdint>

namespace lockstep {

/// Sleeps while the word has this value; may return earlier for no reason.
inline void futex_wait(const std::uint32_t* word, std::uint32_t value) {
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, nullptr);
}

/// Wakes every thread that sleeps on the word.
inline void futex_wake_all(const std::uint32_t* word) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, INT_MAX);
}

}  // namespace lockstep
