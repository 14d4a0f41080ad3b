// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "lockstep/base/signal_handlers.h"
#include "lockstep/exec/observation.h"

namespace lockstep {

/// While it exists, a crash of a thread that plays a task ends the process, with one line on
/// standard error that says what crashed. Installs process-wide signal handlers; other threads
/// crash as they would without them.
class CrashLine {
 public:
  /// `exit_status` is what the process ends with.
  explicit CrashLine(int exit_status);

  /// What crashes from now on, e.g. "v3 in killed_twice, seed 1". Not while tasks run.
  void set_subject(const std::string& subject);
  /// The iteration that tasks are in from now on.
  void set_iteration(std::uint64_t iteration) { iteration_ = iteration; }

  /// For signal handlers: ends the process.
  [[noreturn]] void write(CrashKind kind) const;

 private:
  const int exit_status_;
  std::array<std::string, kCrashNames.size()> lines_;  // made before: a handler must not allocate
  std::atomic<std::uint64_t> iteration_ = 0;
  SignalHandlers handlers_;
};

}  // namespace lockstep
