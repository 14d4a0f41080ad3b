// SPDX-License-Identifier: GPL-2.0-only
// libFuzzer looks at counters in a section of this name as it does at those of code coverage.
#include <array>
#include <cstdlib>

#include "fuzz/feature_map.h"
#include "fuzz/interleaving_features.h"

namespace {

// Used: what only libFuzzer reads would be optimized away.
[[gnu::used,
  gnu::section("__libfuzzer_extra_counters")]] std::array<std::uint8_t, lockstep::kFeatures>
    counters;

}  // namespace

void lockstep::mark_feature(std::uint32_t feature) { counters[feature] = 1; }

// Code that is compiled for libFuzzer counts always.
void lockstep::count_coverage(bool /*counts*/) {}

void lockstep::end_for_bug() { std::_Exit(3); }
