// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/progress_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

// Empty if nothing was found, to leave room for something else.
std::string found(std::uint64_t discrepancies) {
  if (discrepancies == 0) return "";
  return discrepancies == 1 ? "1 discrepancy" : fmt::format("{} discrepancies", discrepancies);
}

}  // namespace

// If a number of pairs was asked for, at the rate so far.
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

void ProofProgressLine::show(const ProofProgress& progress) {
  if (progress.operations != operations_) {
    const Clock::time_point now = Clock::now();
    if (operations_ != 0) {
      level_seconds_.push_back(std::chrono::duration<double>(now - level_start_).count());
    }
    operations_ = progress.operations;
    level_start_ = now;
    done_at_start_ = progress.parts_done;
  }
  if (!line_.is_due()) return;
  const auto left = estimate(progress);
  line_.show({print_times(line_.seconds(), {}),
              fmt::format("programs of up to {}{}", count_of(progress.operations, "operation"),
                          left ? fmt::format(": {} left", print_clock(*left)) : ""),
              fmt::format("{} of {} parts", progress.parts_done, progress.parts),
              count_of(progress.states, "pair") + " of states in the making"});
}

// Estimated from the parts that are done, or, before there are any, from how the smaller sizes
// grew.
std::optional<double> ProofProgressLine::estimate(const ProofProgress& progress) const {
  const double elapsed = std::chrono::duration<double>(Clock::now() - level_start_).count();
  const auto done = static_cast<double>(progress.parts_done - done_at_start_);
  const auto all = static_cast<double>(progress.parts - done_at_start_);
  if (const auto left = estimate_left(elapsed, done, all)) return left;
  const std::size_t levels = level_seconds_.size();
  if (levels < 2 || level_seconds_[levels - 2] < 0.1) return std::nullopt;
  const double growth = level_seconds_[levels - 1] / level_seconds_[levels - 2];
  const double left = level_seconds_[levels - 1] * growth - elapsed;
  return left > 0 ? std::optional(left) : std::nullopt;
}

}  // namespace lockstep
