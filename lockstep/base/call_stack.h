// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>

namespace lockstep {

/// Return addresses, the innermost first; null behind the last one. Deep enough to lead from a
/// primitive of the userspace kernel, or a signal handler, into the implementation that called it.
using CallStack = std::array<const void*, 16>;

/// The calls that the running code is in. Of what a signal interrupted, the instruction counts as a
/// call if that is wanted. Slow; allocates nothing.
CallStack capture_call_stack(bool with_interrupted = true);

}  // namespace lockstep
