// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/progress_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

// There may be nothing to say, and room for something else.
std::string found(std::uint64_t discrepancies) {
  if (discrepancies == 0) return "";
  return discrepancies == 1 ? "1 discrepancy" : fmt::format("{} discrepancies", discrepancies);
}

}  // namespace

// By pairs, if their number was asked for, at the rate so far.
double ProgressLine::seconds_left(double rate, std::uint64_t pairs) const {
  if (!options_.runs) {
    return std::chrono::duration<double>(options_.time).count() - line_.seconds();
  }
  const std::uint64_t left = *options_.runs - std::min(pairs, *options_.runs);
  return static_cast<double>(left) / std::max(rate, 1.0);
}

void ProgressLine::show(const std::string& variant, const Progress& progress) {
  if (!line_.is_due()) return;
  const double seconds = line_.seconds();
  const double rate = static_cast<double>(progress.pairs) / std::max(seconds, 0.001);
  line_.show(
      {fmt::format("{}: {}", variant, print_times(seconds, seconds_left(rate, progress.pairs))),
       std::string(progress.phase), found(progress.discrepancies), count_of(progress.pairs, "pair"),
       fmt::format("{}/s", group_digits(static_cast<std::uint64_t>(rate))),
       count_of(progress.programs, "program")});
}

}  // namespace lockstep
