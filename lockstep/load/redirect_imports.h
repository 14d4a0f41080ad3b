// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>

#include "lockstep/memory/redirected_functions.h"

namespace lockstep {

/// Makes a library that was loaded by dlopen() with RTLD_NOW call other functions than those that
/// the loader has found for it: wherever it got the address of one of these names, it now has that
/// of the function. Names that it does not import are passed over. Throws std::system_error if the
/// library's memory cannot be written. Linear in the number of its relocations.
void redirect_imports(void* library, std::span<const RedirectedFunction> functions);

}  // namespace lockstep
