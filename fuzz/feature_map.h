// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>

namespace lockstep {

/// Tells the fuzzer that this execution has a feature, below kFeatures. Which fuzzer is decided by
/// the file that is linked: libfuzzer_map.cc or afl_map.cc.
void mark_feature(std::uint32_t feature);

}  // namespace lockstep
