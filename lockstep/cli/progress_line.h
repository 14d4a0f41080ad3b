// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/check/campaign.h"
#include "lockstep/cli/terminal_line.h"

namespace lockstep {

/// One line on the terminal that shows how far a check has come, and how much of its time or of its
/// pairs is left. Shows nothing if standard error is not a terminal.
class ProgressLine {
 public:
  ProgressLine(bool quiet, const CheckOptions& options) : options_(options), line_(quiet) {}

  void show(const std::string& variant, const Progress& progress);

 private:
  double seconds_left(double rate, std::uint64_t pairs) const;

  const CheckOptions& options_;
  TerminalLine line_;
};

}  // namespace lockstep
