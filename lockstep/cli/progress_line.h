// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "lockstep/check/check.h"
#include "lockstep/cli/terminal_line.h"
#include "lockstep/prove/proof.h"

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

/// One line on the terminal that shows how far a proof has come, with an estimate of how long the
/// programs of the current size still take. Shows nothing if standard error is not a terminal.
class ProofProgressLine {
 public:
  explicit ProofProgressLine(bool quiet) : line_(quiet) {}

  void show(const ProofProgress& progress);

 private:
  using Clock = std::chrono::steady_clock;

  /// In seconds.
  std::optional<double> estimate(const ProofProgress& progress) const;

  TerminalLine line_;
  unsigned operations_ = 0;
  Clock::time_point level_start_ = Clock::now();
  std::size_t done_at_start_ = 0;
  std::vector<double> level_seconds_;
};

}  // namespace lockstep
