// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <signal.h>

#include <array>
#include <vector>

#include "lockstep/exec/observation.h"

namespace lockstep {

/// The signals by which a process dies of its own mistakes.
inline constexpr std::array kCrashSignals = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTRAP};

/// What one of them means.
CrashKind crash_kind_of(int signal);

/// Handles signals, in the whole process, while it exists; puts the old handlers back when
/// destroyed. On the alternative stack, if the thread has one.
class SignalHandlers {
 public:
  using Handler = void (*)(int signal, siginfo_t* info, void* context);

  /// For kCrashSignals and, if it is not 0, one more signal. Throws std::system_error.
  explicit SignalHandlers(Handler handler, int more = 0);
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

}  // namespace lockstep
