// SPDX-License-Identifier: GPL-2.0-only
// libFuzzer looks at counters in a section of this name as it does at those of code coverage.
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "fuzz/feature_map.h"
#include "fuzz/interleaving_features.h"

namespace {

// Marked as used, because data that only libFuzzer reads would be optimized away.
[[gnu::used,
  gnu::section("__libfuzzer_extra_counters")]] std::array<std::uint8_t, lockstep::kFeatures>
    counters;

}  // namespace

void lockstep::mark_feature(std::uint32_t feature) { counters[feature] = 1; }

// Code that is compiled for libFuzzer always counts.
void lockstep::count_coverage(bool /*counts*/) {}

// Without preferring inputs with rare features, and without replacing inputs by smaller ones that
// have the same features, seeded bugs are found in half as many pairs.
void lockstep::set_fuzzer_defaults(int* count, char*** arguments) {
  static std::string entropic = "-entropic=0";
  static std::string reduce_inputs = "-reduce_inputs=0";
  static std::vector<char*> all(*arguments, *arguments + *count);
  all.insert(all.begin() + 1, {entropic.data(), reduce_inputs.data()});
  *count = static_cast<int>(all.size());
  all.push_back(nullptr);
  *arguments = all.data();
}

void lockstep::end_for_bug() { std::_Exit(3); }
