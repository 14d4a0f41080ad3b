// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <chrono>
#include <string>

#include "lockstep/check/campaign.h"
#include "lockstep/cli/terminal_line.h"

namespace lockstep {

/// One line on the terminal that shows how far a check has come. Shows nothing if standard error is
/// not a terminal.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet) : line_(quiet) {}

  void show(const std::string& variant, const Progress& progress);

 private:
  using Clock = std::chrono::steady_clock;

  TerminalLine line_;
  const Clock::time_point start_ = Clock::now();
};

}  // namespace lockstep
