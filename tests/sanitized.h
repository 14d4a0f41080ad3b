// SPDX-License-Identifier: GPL-2.0-only
#pragma once

namespace lockstep {

/// Whether this build has a sanitizer. With one, tests that try very many inputs try fewer: each
/// takes ten times as long, and the other builds try them all.
#if defined(LOCKSTEP_ASAN) || defined(LOCKSTEP_TSAN)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace lockstep
