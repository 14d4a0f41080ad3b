// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/pair_runner.h"

#include <algorithm>

namespace lockstep {
namespace {

constexpr unsigned kRaceRuns = 24;

void add_races(std::vector<RaceRecord>& all, const std::vector<RaceRecord>& more) {
  all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace

void PairRunner::run_for_races(const Program& program, Scheduler& scheduler) {
  std::vector<RaceRecord> reference_races;
  std::vector<RaceRecord> variant_races;
  for (unsigned i = 0; i < kRaceRuns; ++i) {
    run(program, scheduler);
    add_races(reference_races, reference_shown_.races);
    add_races(variant_races, variant_shown_.races);
  }
  reference_shown_.races = std::move(reference_races);
  variant_shown_.races = std::move(variant_races);
}

}  // namespace lockstep
