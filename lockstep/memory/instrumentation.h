// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>

#include "lockstep/memory/race_detector.h"

namespace lockstep {

/// Implementations are compiled with -fsanitize=thread, so they call a function (`__tsan_read4`,
/// `__tsan_atomic32_load`, ...) for each access to memory. In builds with ThreadSanitizer those are
/// ours: they tell the detector that is here, and then call ThreadSanitizer's own.
struct Instrumentation {
  /// That of the execution that is running; null: it is not watched for races.
  static inline constinit RaceDetector* detector = nullptr;

  /// What is unused of the stack is to hold after each access, if anything.
  static inline constinit std::optional<std::uint8_t> stack_filling;
};

}  // namespace lockstep
