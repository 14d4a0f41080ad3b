// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/exec/signal_handlers.h"

namespace lockstep {

/// While it exists, the first SIGINT, SIGTERM or SIGHUP only asks this process to come to an end,
/// so that what was found so far is not lost; the next one ends it as ever. At most one exists at a
/// time.
class Interrupt {
 public:
  Interrupt();

  /// Whether there was a signal.
  static bool asked();

 private:
  SignalHandlers handlers_;
};

}  // namespace lockstep
