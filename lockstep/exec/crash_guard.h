// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <signal.h>
#include <time.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "lockstep/base/signal_handlers.h"
#include "lockstep/exec/block_watch.h"
#include "lockstep/exec/observation.h"

namespace lockstep {

/// What one of crash_signals() means.
CrashKind crash_kind_of(int signal);

/// Turns what would kill the process while a task runs into a crash of that execution: signals for
/// bad accesses, aborts, stack overflows, and two watchdogs: for loops without a step, by the CPU
/// time of the calling thread, and for waiting (see BlockWatch). They decide nothing else: an
/// execution that makes a step from time to time never meets them. Who was met once is given less
/// time.
///
/// Installs process-wide signal handlers, on a stack of their own, and puts the old ones back when
/// destroyed. At most one exists at a time. A signal outside a task goes to the old handler.
class CrashGuard {
 public:
  /// What is guarded. Called from signal handlers.
  class Client : public BlockWatch::Client {
   public:
    virtual bool may_crash() const = 0;  ///< a task is running, on this thread
    virtual bool is_stack_overflow(const void* address) const = 0;
    virtual void stop_at_next_access() = 0;               ///< end_loop() is called in its place
    [[noreturn]] virtual void crash(CrashKind kind) = 0;  ///< ends the execution
  };

  /// Throws std::logic_error if there is one already.
  explicit CrashGuard(Client& client);
  ~CrashGuard();
  CrashGuard(const CrashGuard&) = delete;
  CrashGuard& operator=(const CrashGuard&) = delete;

  /// The one that exists, or null.
  static CrashGuard* current() { return current_; }

  /// What runs is an endless loop: its execution ends here.
  [[noreturn]] void end_loop();

  /// After a crash. A task may have been inside malloc(), and have left it locked, so that whoever
  /// comes next would wait for ever: then the process ends as for a crash of its own.
  void expect_working_heap();

 private:
  static void handle(int signal, siginfo_t* info, void* context);
  void on_signal(int signal, const siginfo_t& info, std::uintptr_t interrupted);
  void on_tick(std::uintptr_t interrupted);
  static timer_t make_timer(clockid_t clock, int number);
  void start_watchdog();
  void tick_every(long nanoseconds);

  Client& client_;
  std::vector<std::byte> stack_;
  stack_t old_stack_ = {};
  std::optional<SignalHandlers> handlers_;
  timer_t watchdog_ = nullptr;
  timer_t heap_watchdog_ = nullptr;
  std::uint64_t last_progress_ = 0;
  unsigned idle_ticks_ = 0;
  std::optional<BlockWatch> block_watch_;

  static inline CrashGuard* current_ = nullptr;
};

}  // namespace lockstep
