// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/terminal_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace lockstep {
namespace {

constexpr std::chrono::milliseconds kInterval{200};
constexpr const char* kClearLine = "\r\x1b[K";

}  // namespace

TerminalLine::TerminalLine(bool quiet) : enabled_(!quiet && isatty(STDERR_FILENO) == 1) {}

TerminalLine::~TerminalLine() {
  if (shown_) fmt::print(stderr, "{}", kClearLine);
}

bool TerminalLine::is_due() {
  if (!enabled_) return false;
  const Clock::time_point now = Clock::now();
  if (now < next_) return false;
  next_ = now + kInterval;
  return true;
}

void TerminalLine::show(const std::string& text) {
  fmt::print(stderr, "{}{}", kClearLine, text);
  std::fflush(stderr);
  shown_ = true;
}

}  // namespace lockstep
