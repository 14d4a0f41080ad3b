// SPDX-License-Identifier: GPL-2.0-only
// AFL++ has one map for everything. Its runtime gives each guard of SanitizerCoverage a place
// there; features get places of their own by the same call.
#include <array>
#include <cstdint>
#include <cstdlib>

#include "fuzz/feature_map.h"
#include "fuzz/interleaving_features.h"

extern "C" {
extern std::uint8_t* __afl_area_ptr;
extern int __afl_selective_coverage;
int __afl_selective_coverage = 1;  // without which the next two do nothing
void __afl_coverage_on();
void __afl_coverage_off();
void __sanitizer_cov_trace_pc_guard_init(std::uint32_t* first, std::uint32_t* end);
}

namespace {

std::array<std::uint32_t, lockstep::kFeatures> guards;

// Runs as early as the guards of code do: before the size of the map is settled.
[[gnu::constructor(2)]] void reserve_places() {
  __sanitizer_cov_trace_pc_guard_init(guards.data(), guards.data() + guards.size());
}

}  // namespace

void lockstep::mark_feature(std::uint32_t feature) { __afl_area_ptr[guards[feature]] = 1; }

void lockstep::count_coverage(bool counts) { counts ? __afl_coverage_on() : __afl_coverage_off(); }

// The options of afl-fuzz are not options of the target.
void lockstep::set_fuzzer_defaults(int* /*count*/, char*** /*arguments*/) {}

// AFL++ takes no notice of how a process exits.
void lockstep::end_for_bug() { std::abort(); }
