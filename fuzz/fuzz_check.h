// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string_view>

#include "lockstep/compare/difference.h"
#include "lockstep/program/operation_set.h"

namespace lockstep {

/// Whether the fuzzer was asked for faults. Known once LLVMFuzzerInitialize() has returned.
bool fuzz_faults();

/// The operations that both sides support. Known from then on, too.
OperationSet fuzz_operations();

/// Ends the process by SIGABRT, with a stack that tells which discrepancy it was: tools that
/// collect crashes (ClusterFuzz and the like) group them by the functions on top. From the top,
/// these are one for the kind, "kind_data_race", and one for each byte of the fingerprint,
/// "fingerprint_88". The fingerprint has 16 hex digits.
[[noreturn]] void abort_for(DifferenceKind kind, std::string_view fingerprint);

}  // namespace lockstep
