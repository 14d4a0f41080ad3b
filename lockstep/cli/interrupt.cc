// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/interrupt.h"

#include <atomic>

// The C library's own. ThreadSanitizer's version delays signals for as long as nothing blocks.
extern "C" int __sigaction(int signal, const struct sigaction* action, struct sigaction* old);

namespace lockstep {
namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM};

std::atomic<bool> was_asked = false;  // a signal handler can reach nothing else

}  // namespace

Interrupt::Interrupt() {
  was_asked = false;
  struct sigaction action = {};
  action.sa_handler = [](int) { was_asked = true; };
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    __sigaction(kSignals[i], nullptr, &old_[i]);
    // What a shell ignores for its background jobs stays ignored.
    if (old_[i].sa_handler != SIG_IGN) __sigaction(kSignals[i], &action, nullptr);
  }
}

Interrupt::~Interrupt() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) __sigaction(kSignals[i], &old_[i], nullptr);
}

bool Interrupt::asked() { return was_asked; }

}  // namespace lockstep
