// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

// Functions that each fuzzer implements in its own way. The linked file decides which fuzzer it is:
// libfuzzer.cc or afl/map.cc.
namespace lockstep {

/// Tells the fuzzer that this execution has a feature, below kFeatures.
void mark_feature(std::uint32_t feature);

/// Tells the fuzzer whether code that is executed from now on counts as coverage of this input, if
/// the fuzzer can be told.
void count_coverage(bool counts);

/// Puts options of the fuzzer that suit Lockstep in front of those of the user, which override
/// them. The strings added to `arguments` live until the process ends.
void set_fuzzer_defaults(int* count, char*** arguments);

/// Ends the process for a bug in Lockstep, so that it cannot be overlooked.
[[noreturn]] void end_for_bug();

}  // namespace lockstep
