// SPDX-License-Identifier: GPL-2.0-only
#pragma once

namespace lockstep {

/// Whether the fuzzer was asked for faults. Known once LLVMFuzzerInitialize() has returned.
bool fuzz_faults();

}  // namespace lockstep
