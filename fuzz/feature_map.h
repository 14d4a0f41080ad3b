// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

// What every fuzzer has its own way for. The file that is linked decides which fuzzer it is:
// libfuzzer.cc or afl/map.cc.
namespace lockstep {

/// Tells the fuzzer that this execution has a feature, below kFeatures.
void mark_feature(std::uint32_t feature);

/// Tells it whether code that is executed from now on counts as coverage of this input, if the
/// fuzzer can be told.
void count_coverage(bool counts);

/// Puts the fuzzer's own options that suit Lockstep in front of those of the user, which win over
/// them. What `arguments` gets lives until the process ends.
void set_fuzzer_defaults(int* count, char*** arguments);

/// Ends the process for a bug in Lockstep, so that it cannot be overlooked.
[[noreturn]] void end_for_bug();

}  // namespace lockstep
