// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/base/signal_handlers.h"

namespace lockstep {

/// While it exists, the first SIGINT or SIGTERM, and any SIGHUP, only asks this process to come to
/// an end, so that what was found so far is not lost; the next SIGINT or SIGTERM ends it as ever.
/// At most one exists at a time.
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
