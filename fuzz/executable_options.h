// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>

#include "fuzz/fuzz_options.h"

namespace lockstep {

/// What a fuzzer gets from the name and the folder of its executable, for runners that know of no
/// options but the engine's: `fuzz_check_NAME` compares the variant NAME, and the discrepancies in
/// known/VARIANT.txt next to it are passed over. Options that were given take precedence. Throws
/// InputError.
void add_executable_options(const std::filesystem::path& executable, FuzzOptions& options);

}  // namespace lockstep
