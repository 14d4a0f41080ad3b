// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/progress_line.h"

#include <fmt/format.h>

#include "lockstep/report/numbers.h"

namespace lockstep {

void ProgressLine::show(const std::string& variant, const Progress& progress) {
  if (!line_.is_due()) return;
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  const auto rate =
      static_cast<std::uint64_t>(static_cast<double>(progress.pairs) / (seconds > 0 ? seconds : 1));
  line_.show(fmt::format(
      "{}: {}: {}, {} of interleavings ({}/s), {}", variant, progress.phase,
      count_of(progress.programs, "program"), count_of(progress.pairs, "pair"), group_digits(rate),
      progress.discrepancies == 1 ? "1 discrepancy"
                                  : fmt::format("{} discrepancies", progress.discrepancies)));
}

}  // namespace lockstep
