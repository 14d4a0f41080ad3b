// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/interrupt.h"

#include <atomic>
#include <initializer_list>

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

// When a terminal goes, the kernel says so, and a shell then says it again.
Interrupt::Interrupt()
    : ends_(not_ignored({SIGINT, SIGTERM}), &ask, static_cast<int>(SA_RESETHAND | SA_RESTART)),
      hangs_up_(not_ignored({SIGHUP}), &ask, SA_RESTART) {}

bool Interrupt::asked() { return was_asked; }

}  // namespace lockstep
