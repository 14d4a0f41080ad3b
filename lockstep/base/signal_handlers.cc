// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/signal_handlers.h"

#include <atomic>
#include <cerrno>
#include <initializer_list>
#include <system_error>

// The C library's own sigaction. ThreadSanitizer replaces the public one by a version that delays
// asynchronous signals until the next system call, which an endless loop never makes.
extern "C" int __sigaction(int signal, const struct sigaction* action, struct sigaction* old);

namespace lockstep {
namespace {

std::atomic<bool> was_asked = false;  // a signal handler can reach nothing else

void ask(int /*signal*/, siginfo_t* /*info*/, void* /*context*/) { was_asked = true; }

// What a shell ignores on behalf of its background jobs stays ignored.
std::vector<int> not_ignored(std::initializer_list<int> those) {
  std::vector<int> signals;
  for (const int signal : those) {
    struct sigaction now = {};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler != SIG_IGN) signals.push_back(signal);
  }
  return signals;
}

}  // namespace

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

// Lets the instruction fault again, or raises the signal anew.
void SignalHandlers::leave_to_old(int signal, const siginfo_t& info) const {
  for (const Old& old : old_) {
    if (old.signal == signal) __sigaction(signal, &old.action, nullptr);
  }
  if (info.si_code <= 0) raise(signal);
}

// When a terminal is closed, the kernel sends SIGHUP, and the shell then sends it again.
Interrupt::Interrupt()
    : ends_(not_ignored({SIGINT, SIGTERM}), &ask, static_cast<int>(SA_RESETHAND | SA_RESTART)),
      hangs_up_(not_ignored({SIGHUP}), &ask, SA_RESTART) {}

bool Interrupt::asked() { return was_asked; }

}  // namespace lockstep
