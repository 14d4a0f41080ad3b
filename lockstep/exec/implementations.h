// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>
#include <stdexcept>
#include <string>

#include "kernel/abi/implementation.h"
#include "lockstep/exec/static_objects.h"

namespace lockstep {

/// The implementations built into the tool, the reference first.
std::span<const lockstep_implementation* const> built_in_implementations();

/// The built-in implementation with this name, or null.
const lockstep_implementation* find_implementation(std::string_view name);

/// Why an implementation cannot be used; what() is one line for the user.
class ImplementationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Loads an implementation from a shared object that exports `lockstep_implementation`. It stays
/// loaded until the process ends. Its texts are printable: see printable_short(). Throws
/// ImplementationError if the file cannot be loaded, was compiled with other sanitizers than this
/// build, exports no table, or its table is of another ABI version or lacks an entry that must be
/// there.
const lockstep_implementation& load_implementation(const std::string& path);

/// The static variables of an implementation that was loaded; none of a built-in one.
const StaticObjects& statics_of(const lockstep_implementation& implementation);

/// A string, char[], that a loaded implementation exports under this name; null if it does not.
const char* find_string(const std::string& path, const char* name);

}  // namespace lockstep
