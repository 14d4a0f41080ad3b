// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string>

#include "lockstep/exec/static_objects.h"

namespace lockstep {

/// The static variables of the shared object that has been loaded from this file to this address.
/// By their names if the file has a symbol table, else whole sections. Throws std::runtime_error if
/// the file cannot be read. Linear in the number of symbols.
StaticObjects read_statics(const std::string& file, std::uintptr_t load_address);

}  // namespace lockstep
