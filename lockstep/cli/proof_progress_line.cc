// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/proof_progress_line.h"

#include <fmt/format.h>

#include "lockstep/report/numbers.h"

namespace lockstep {
namespace {

std::string print_seconds(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

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
  line_.show(fmt::format("programs of up to {}: {} of {} parts, {} of states in the making, {}",
                         count_of(progress.operations, "operation"), progress.parts_done,
                         progress.parts, count_of(progress.states, "pair"), estimate(progress)));
}

// By the parts that are done; before there are any, by how the sizes before have grown.
std::string ProofProgressLine::estimate(const ProofProgress& progress) const {
  const double elapsed = std::chrono::duration<double>(Clock::now() - level_start_).count();
  const std::size_t done = progress.parts_done - done_at_start_;
  if (done != 0) {
    const auto left = static_cast<double>(progress.parts - progress.parts_done);
    return fmt::format("about {} left", print_seconds(elapsed / static_cast<double>(done) * left));
  }
  const std::size_t levels = level_seconds_.size();
  if (levels < 2 || level_seconds_[levels - 2] < 0.1) return "no estimate yet";
  const double growth = level_seconds_[levels - 1] / level_seconds_[levels - 2];
  const double left = level_seconds_[levels - 1] * growth - elapsed;
  return left > 0 ? fmt::format("about {} left", print_seconds(left)) : "no estimate yet";
}

}  // namespace lockstep
