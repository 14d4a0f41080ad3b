// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "lockstep/import/kernel_sources.h"

namespace lockstep {

/// What GCC or Clang complained of, in one line for the user: the position of the first error and
/// either what `kernel/` lacks, or the compiler's own words; and how many more errors there are.
/// Names of files in one of `folders` (which end in a slash) are given without it.
std::string explain_errors(const std::string& compiler_output,
                           const std::vector<std::string>& folders, const SourceFiles& sources);

/// The same for a function that was declared but is not there when the object is loaded.
std::string explain_missing_function(const std::string& symbol, const SourceFiles& sources);

}  // namespace lockstep
