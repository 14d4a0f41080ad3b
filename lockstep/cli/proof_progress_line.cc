// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/proof_progress_line.h"

#include <fmt/format.h>

#include "lockstep/report/text_layout.h"

namespace lockstep {

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

// By the parts that are done; before there are any, by how the sizes before have grown.
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
