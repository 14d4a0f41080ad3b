// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/interrupt.h"

#include <atomic>

namespace lockstep {
namespace {

std::atomic<bool> was_asked = false;  // a signal handler can reach nothing else

void ask(int /*signal*/, siginfo_t* /*info*/, void* /*context*/) { was_asked = true; }

// What a shell ignores on behalf of its background jobs stays ignored.
std::vector<int> ending_signals() {
  std::vector<int> signals;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now = {};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler != SIG_IGN) signals.push_back(signal);
  }
  return signals;
}

}  // namespace

Interrupt::Interrupt()
    : handlers_(ending_signals(), &ask, static_cast<int>(SA_RESETHAND | SA_RESTART)) {}

bool Interrupt::asked() { return was_asked; }

}  // namespace lockstep
