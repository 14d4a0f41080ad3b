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

  /// Waits until what was written to the terminal since it was asked last has `part` in it, and
  /// returns all of that; or to the end of the command.
  std::string read_until(const std::string& part);

  void send(int signal) const;

  /// Waits for the end: the exit status, or 128 and the signal. What was not read is `rest`.
  int wait(std::string* rest = nullptr);

 private:
  int terminal_ = -1;
  pid_t process_ = -1;
};

}  // namespace lockstep::tests
