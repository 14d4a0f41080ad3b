// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "lockstep/cli/implementation_options.h"
#include "lockstep/compare/known_discrepancies.h"
#include "lockstep/program/operation_set.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// Which feedback a fuzzer gets besides the code coverage of both implementations.
struct FeedbackKinds {
  bool reads_from = true;
  bool states = true;
};

/// What a fuzzer compares. Options are words like those of `lockstep check`, either after
/// libFuzzer's -ignore_remaining_args=1 or in the environment variable LOCKSTEP_FUZZ; the former
/// come later, so they take precedence.
struct FuzzOptions {
  ImplementationOptions implementations;
  std::vector<Configuration> configurations;
  KnownDiscrepancies known;
  std::string known_file;  ///< empty: there is none
  bool faults = false;
  FeedbackKinds feedback;
};

/// The operations that programs are made of: those that both sides support, and enter and exit only
/// where they count. Throws InputError if there are no such sides.
OperationSet compared_operations(const FuzzOptions& options);

/// Parses the words after -ignore_remaining_args=1 and those of the environment, which is null if
/// it has none. Throws InputError.
FuzzOptions parse_fuzz_options(std::span<char* const> arguments, const char* environment);

/// Adds what the name and the folder of the executable say, for runners that know no options but
/// the engine's: `fuzz_check_NAME` compares the variant NAME, and the discrepancies in
/// known/VARIANT.txt beside it are known. Options that were given win. Throws InputError.
void add_executable_options(const std::filesystem::path& executable, FuzzOptions& options);

}  // namespace lockstep
