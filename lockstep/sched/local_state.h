// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

namespace lockstep {

/// A hash of all that the calling code can go on from without a look at memory that is shared: its
/// registers, and what lies on its stack up to `stack_end`, the address behind its first frame. If
/// it is equal in two calls, the code is where it was, but for a collision; what callees have left
/// on the stack may make it differ all the same. Linear in the depth of the stack.
[[gnu::noinline]] std::uint64_t hash_local_state(const void* stack_end);

}  // namespace lockstep
