// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/progress_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "lockstep/report/numbers.h"

namespace lockstep {
namespace {

constexpr std::chrono::milliseconds kInterval{200};
constexpr const char* kClearLine = "\r\x1b[K";

}  // namespace

ProgressLine::ProgressLine(bool quiet) : enabled_(!quiet && isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (shown_) fmt::print(stderr, "{}", kClearLine);
}

void ProgressLine::show(const std::string& variant, const Progress& progress) {
  if (!enabled_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + kInterval;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const auto rate =
      static_cast<std::uint64_t>(static_cast<double>(progress.pairs) / (seconds > 0 ? seconds : 1));
  fmt::print(stderr, "{}{}: {}: {}, {} of interleavings ({}/s), {}", kClearLine, variant,
             progress.phase, count_of(progress.programs, "program"),
             count_of(progress.pairs, "pair"), group_digits(rate),
             progress.discrepancies == 1 ? "1 discrepancy"
                                         : fmt::format("{} discrepancies", progress.discrepancies));
  std::fflush(stderr);
  shown_ = true;
}

}  // namespace lockstep
