// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

namespace lockstep {

/// Sleeps while the word has this value; may return earlier for no reason.
void futex_wait(const std::uint32_t* word, std::uint32_t value);

/// Wakes every thread that sleeps on the word.
void futex_wake_all(const std::uint32_t* word);

}  // namespace lockstep
