// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "lockstep/memory/race_detector.h"

namespace lockstep {

/// Implementations are compiled with -fsanitize=thread, so they call a function (`__tsan_read4`,
/// `__tsan_atomic32_load`, ...) for each access to memory. In builds with ThreadSanitizer those are
/// ours: they tell the detector that is here, and then call ThreadSanitizer's own.
class Instrumentation {
 public:
  /// The detector is told of accesses from now on.
  static void watch(RaceDetector& detector) {
    detector_ = &detector;
    acts_ = true;
  }

  /// From now on, each access is followed by filling the unused part of the stack with this.
  static void fill_stacks(std::uint8_t filling) {
    filling_ = filling;
    acts_ = true;
  }

  /// ThreadSanitizer is told of no more plain accesses: it takes long for each race that it
  /// reports.
  static void ask_sanitizer_no_more() {
    asks_sanitizer_ = false;
    acts_ = true;
  }

  /// The next access is not made: `stop` is called in its place, outside ThreadSanitizer's runtime,
  /// and does not return. May be called from a signal handler of the thread that runs tasks.
  static void stop_at_next_access(void (*stop)()) {
    stop_ = stop;
    acts_ = true;
  }

  /// From now on, accesses are only passed on to ThreadSanitizer.
  static void rest() {
    detector_ = nullptr;
    filling_.reset();
    asks_sanitizer_ = true;
    stop_ = nullptr;
    acts_ = false;
  }

  /// Whether there is anything to do.
  static bool acts() { return acts_.load(std::memory_order_relaxed); }
  /// The one that watches, or null.
  static RaceDetector* detector() { return detector_; }
  static std::optional<std::uint8_t> filling() { return filling_; }
  static bool asks_sanitizer() { return asks_sanitizer_; }
  /// What is called in place of the next access, or null.
  static auto stop() { return stop_.load(std::memory_order_relaxed); }

 private:
  using Stop = void (*)();

  static inline constinit std::atomic<bool> acts_ = false;
  static inline constinit std::atomic<Stop> stop_ = nullptr;
  static inline constinit bool asks_sanitizer_ = true;
  static inline constinit RaceDetector* detector_ = nullptr;
  static inline constinit std::optional<std::uint8_t> filling_;
};

}  // namespace lockstep
