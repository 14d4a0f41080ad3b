// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <signal.h>

#include <array>

namespace lockstep {

/// While it exists, the first SIGINT or SIGTERM only asks this process to come to an end, so that
/// what was found so far is not lost; the next one ends it as ever. At most one exists at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Whether there was a signal.
  static bool asked();

 private:
  std::array<struct sigaction, 2> old_ = {};
};

}  // namespace lockstep
