// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <signal.h>
#include <time.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "lockstep/exec/observation.h"
#include "lockstep/exec/signal_handlers.h"

namespace lockstep {

/// Turns what would kill the process while a task runs into a crash of that execution: signals for
/// bad accesses, aborts, stack overflows, and a watchdog for loops without a step. The watchdog
/// counts CPU time of the calling thread and decides nothing else: an execution that makes a step
/// from time to time never meets it.
///
/// Installs process-wide signal handlers, on a stack of their own, and puts the old ones back when
/// destroyed. At most one exists at a time. A signal outside a task goes to the old handler.
class CrashGuard {
 public:
  /// What is guarded. Called from signal handlers.
  class Client {
   public:
    virtual ~Client() = default;
    virtual bool may_crash() const = 0;          ///< a task is running
    virtual std::uint64_t progress() const = 0;  ///< grows with every step
    virtual bool is_stack_overflow(const void* address) const = 0;
    [[noreturn]] virtual void crash(CrashKind kind) = 0;  ///< ends the execution
  };

  /// Throws std::logic_error if there is one already.
  explicit CrashGuard(Client& client);
  ~CrashGuard();
  CrashGuard(const CrashGuard&) = delete;
  CrashGuard& operator=(const CrashGuard&) = delete;

 private:
  static void handle(int signal, siginfo_t* info, void* context);
  void on_signal(int signal, const siginfo_t& info);
  void on_tick();
  void start_watchdog();

  Client& client_;
  std::vector<std::byte> stack_;
  stack_t old_stack_ = {};
  std::optional<SignalHandlers> handlers_;
  timer_t watchdog_ = nullptr;
  std::uint64_t last_progress_ = 0;
  unsigned idle_ticks_ = 0;
};

}  // namespace lockstep
