// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

namespace lockstep {

/// How often memory was allocated with operator new since the test binary started. The operators
/// are replaced by ones that count, in every build type: malloc() below them is still the
/// sanitizer's.
std::uint64_t allocations();

}  // namespace lockstep
