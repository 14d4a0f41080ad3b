// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <signal.h>

#include <vector>

namespace lockstep {

/// The signals by which a process dies of its own mistakes.
std::vector<int> crash_signals();

/// Handles signals, in the whole process, while it exists; puts the old handlers back when
/// destroyed.
class SignalHandlers {
 public:
  using Handler = void (*)(int signal, siginfo_t* info, void* context);

  /// Of sigaction(): the handler has the alternative stack, and may never return. What it
  /// interrupts goes on if it does.
  static constexpr int kForCrashes = SA_ONSTACK | SA_NODEFER | SA_RESTART;

  /// Throws std::system_error.
  SignalHandlers(const std::vector<int>& signals, Handler handler, int flags);
  ~SignalHandlers();
  SignalHandlers(const SignalHandlers&) = delete;
  SignalHandlers& operator=(const SignalHandlers&) = delete;

  /// From a handler: lets the old one have this signal, and those like it from now on.
  void leave_to_old(int signal, const siginfo_t& info) const;

 private:
  struct Old {
    int signal;
    struct sigaction action;
  };

  std::vector<Old> old_;
};

/// While it exists, the first SIGINT or SIGTERM, and any SIGHUP, only asks this process to finish,
/// so that what was found so far is not lost. The next SIGINT or SIGTERM has its usual effect. At
/// most one exists at a time.
class Interrupt {
 public:
  Interrupt();

  /// Whether there was a signal.
  static bool asked();

 private:
  SignalHandlers ends_;
  SignalHandlers hangs_up_;
};

}  // namespace lockstep
