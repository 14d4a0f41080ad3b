// SPDX-License-Identifier: GPL-2.0-only
#pragma once

namespace lockstep {

/// From now on, ThreadSanitizer prints nothing by itself. When it gives up, which ends the process,
/// one line on standard error says so, with its reason. May be called before anything of the
/// process is initialised. Does nothing in other builds.
void say_why_tsan_dies();

/// What it ends the process with then: that of a harness that does not work.
inline constexpr int kTsanDeathStatus = 3;

}  // namespace lockstep
