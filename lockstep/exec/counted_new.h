// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

namespace lockstep {

/// How often memory has been allocated with operator new in the test binary.
std::uint64_t allocations();

}  // namespace lockstep
