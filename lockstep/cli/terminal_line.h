// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <chrono>
#include <string>

namespace lockstep {

/// One line on the terminal that is written over and over, and gone in the end. Shows nothing if
/// standard error is not a terminal.
class TerminalLine {
 public:
  explicit TerminalLine(bool quiet);
  ~TerminalLine();
  TerminalLine(const TerminalLine&) = delete;
  TerminalLine& operator=(const TerminalLine&) = delete;

  /// Whether it is time to show something new: five times a second.
  bool is_due();

  void show(const std::string& text);

 private:
  using Clock = std::chrono::steady_clock;

  const bool enabled_;
  Clock::time_point next_ = Clock::now();
  bool shown_ = false;
};

}  // namespace lockstep
