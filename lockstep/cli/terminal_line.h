// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

/// One line on the terminal that is written over and over, and gone in the end. Shows nothing if
/// standard error is not a terminal, or one that knows no escape sequences.
class TerminalLine {
 public:
  explicit TerminalLine(bool quiet);
  ~TerminalLine();
  TerminalLine(const TerminalLine&) = delete;
  TerminalLine& operator=(const TerminalLine&) = delete;

  /// Whether it is time to show something new: five times a second.
  bool is_due();

  /// Shows these, with commas between them; of the later ones, as many as the terminal has room
  /// for.
  void show(const std::vector<std::string>& parts);

  /// Since it was made, in seconds.
  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  const bool enabled_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point next_ = start_;
  bool shown_ = false;
};

/// "0:07", or "1:02:05" if it has hours; rounded up, and never less than nothing.
std::string print_clock(double seconds);

/// "0:07 passed, 0:03 left"; how much is left may be unknown.
std::string print_times(double seconds_passed, std::optional<double> seconds_left);

/// What is left if it goes on as it went: unknown if nothing is done.
std::optional<double> estimate_left(double seconds_passed, double done, double all);

/// `parts`, with commas between them, on a line of that many columns: the first, cut if it has to
/// be, and of the others those that fit, until one does not; empty ones are passed over. Nothing in
/// it moves the cursor.
std::string fit_line(const std::vector<std::string>& parts, std::size_t columns);

}  // namespace lockstep
