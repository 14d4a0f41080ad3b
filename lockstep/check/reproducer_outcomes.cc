// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/reproducer_outcomes.h"

namespace lockstep {
namespace {

constexpr std::uint64_t kMostStatesInPassing = 20'000;

}  // namespace

std::optional<OutcomeComparison> reproducer_outcomes(PairRunner& pair, const Program& reproducer) {
  const Executor::RacesIgnored ignored(pair.executor());
  ExploreLimits limits;
  limits.states = kMostStatesInPassing;
  limits.cost = 5 * kMostStatesInPassing;
  limits.memory = std::size_t{64} << 20;
  try {
    OutcomeComparison comparison = compare_outcomes(pair, reproducer, limits);
    if (comparison.complete) return comparison;
  } catch (const NotExplorable&) {  // then it is not shown
  }
  return std::nullopt;
}

}  // namespace lockstep
