// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "lockstep/memory/memory_model.h"

namespace lockstep {

/// Whether this build watches for data races: implementations are instrumented, so that their plain
/// accesses are seen. With AddressSanitizer they are instrumented for that.
constexpr bool watches_races() {
#if defined(LOCKSTEP_WATCHES_RACES)
  return true;
#else
  return false;
#endif
}

/// Whoever answers the marked accesses of the task that runs.
class RequestHandler {
 public:
  /// See lockstep_perform() and lockstep_fence(). They may not return: an execution that is over is
  /// left. The parameters are the parts of a Request, which fit into registers: so callers can jump
  /// here, and have no frame to return to after another task ran.
  virtual unsigned long on_request(const volatile void* object, lockstep_request form,
                                   unsigned long operand, unsigned long expected,
                                   int failure_order) = 0;
  virtual void on_fence(int order) = 0;

 protected:
  ~RequestHandler() = default;
};

/// Implementations are compiled with -fsanitize=thread, so they call a function (`__tsan_read4`,
/// `__tsan_atomic32_load`, ...) for each access to memory. Those functions are ours: they tell the
/// memory model that is here of plain accesses, and make marked ones requests of the running task.
/// In builds with ThreadSanitizer, they then call its own.
class Instrumentation {
 public:
  /// The memory model is told of plain accesses from now on.
  static void watch(MemoryModel& memory) {
    memory_ = &memory;
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

  /// From now on, plain accesses are only passed on to ThreadSanitizer, if that is linked.
  static void rest() {
    memory_ = nullptr;
    filling_.reset();
    asks_sanitizer_ = true;
    stop_ = nullptr;
    acts_ = false;
  }

  /// Tasks run, and their atomic accesses are requests to the handler. Null: there are no tasks.
  static void hand_requests_to(RequestHandler* handler) { handler_ = handler; }
  static RequestHandler* handler() { return handler_; }

  /// Whether there is anything to do for plain accesses.
  static bool acts() { return acts_.load(std::memory_order_relaxed); }
  /// The one that is told, or null.
  static MemoryModel* memory() { return memory_; }
  static std::optional<std::uint8_t> filling() { return filling_; }
  static bool asks_sanitizer() { return asks_sanitizer_; }
  /// What is called in place of the next access, or null.
  static auto stop() { return stop_.load(std::memory_order_relaxed); }

 private:
  using Stop = void (*)();

  static inline constinit RequestHandler* handler_ = nullptr;
  static inline constinit std::atomic<bool> acts_ = false;
  static inline constinit std::atomic<Stop> stop_ = nullptr;
  static inline constinit bool asks_sanitizer_ = true;
  static inline constinit MemoryModel* memory_ = nullptr;
  static inline constinit std::optional<std::uint8_t> filling_;
};

}  // namespace lockstep
