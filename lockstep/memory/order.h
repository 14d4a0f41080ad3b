// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

namespace lockstep {

/// How an access is marked, in the kernel's words.
enum class Order : std::uint8_t { kPlain, kRelaxed, kAcquire, kRelease, kFull };

/// Barriers. smp_mb__before_atomic() and its kind are full. kAcquire is
/// smp_acquire__after_ctrl_dep(): a read barrier that, with the control dependency before it, makes
/// the reads before it acquire.
enum class Fence : std::uint8_t { kFull, kRead, kWrite, kAcquire };

}  // namespace lockstep
