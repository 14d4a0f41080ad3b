// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/signal_handlers.h"

#include <cerrno>
#include <system_error>

// The C library's own sigaction. ThreadSanitizer replaces the public one by a version that delays
// asynchronous signals until the next system call, which an endless loop never makes.
extern "C" int __sigaction(int signal, const struct sigaction* action, struct sigaction* old);

namespace lockstep {

std::vector<int> crash_signals() {
  return {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTRAP, SIGSYS};
}

SignalHandlers::SignalHandlers(const std::vector<int>& signals, Handler handler, int flags) {
  for (const int signal : signals) old_.push_back({signal, {}});
  struct sigaction action = {};
  action.sa_sigaction = handler;
  action.sa_flags = SA_SIGINFO | flags;
  for (Old& old : old_) {
    if (__sigaction(old.signal, &action, &old.action) != 0) {
      throw std::system_error(errno, std::generic_category(), "sigaction");
    }
  }
}

SignalHandlers::~SignalHandlers() {
  for (const Old& old : old_) __sigaction(old.signal, &old.action, nullptr);
}

// By letting the instruction fault again or raising the signal anew.
void SignalHandlers::leave_to_old(int signal, const siginfo_t& info) const {
  for (const Old& old : old_) {
    if (old.signal == signal) __sigaction(signal, &old.action, nullptr);
  }
  if (info.si_code <= 0) raise(signal);
}

}  // namespace lockstep
