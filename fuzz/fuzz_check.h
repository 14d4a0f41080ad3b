// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/program/operation_set.h"

namespace lockstep {

/// Whether the fuzzer was asked for faults. Known once LLVMFuzzerInitialize() has returned.
bool fuzz_faults();

/// The operations that both sides support. Known from then on, too.
OperationSet fuzz_operations();

}  // namespace lockstep
