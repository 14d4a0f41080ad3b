// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

namespace lockstep {

/// How often the calling thread has allocated memory with operator new. Others are not counted: a
/// sanitizer allocates in a thread that starts, such as the one that watches for calls that block.
std::uint64_t allocations();

}  // namespace lockstep
