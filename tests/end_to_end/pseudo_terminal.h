// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/end_to_end/run_lockstep.h"

namespace lockstep::tests {

/// Runs a command whose standard streams are a terminal of its own, with that many columns.
class PseudoTerminal {
 public:
  /// `command.folder` and `command.environment` are as for run_command().
  PseudoTerminal(const Command& command, unsigned short columns);
  ~PseudoTerminal();
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;

  void resize(unsigned short columns) const;

  /// Waits until the text written to the terminal since the last call contains `part`, or until the
  /// command ends, and returns that text.
  std::string read_until(const std::string& part);

  void send(int signal) const;

  /// Waits for the end and returns the exit status, or 128 plus the signal. `rest` gets the unread
  /// text.
  int wait(std::string* rest = nullptr);

 private:
  int terminal_ = -1;
  pid_t process_ = -1;
};

}  // namespace lockstep::tests
