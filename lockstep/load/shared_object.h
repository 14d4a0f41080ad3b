// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/exec/static_objects.h"
#include "lockstep/memory/redirected_functions.h"

// What can be read from the file of a shared object, and changed once it is loaded.
namespace lockstep {

/// What a shared object expects of the process that loads it.
struct SharedObjectNeeds {
  std::vector<std::string> libraries;  ///< by their sonames: "libc.so.6"
  std::vector<std::string> symbols;    ///< that it does not define itself

  /// Whether the name of a library begins with this.
  bool has_library(std::string_view prefix) const;
  /// Whether the name of a symbol begins with this.
  bool has_symbol(std::string_view prefix) const;
};

/// Reads this from the file, without loading it. Nothing if the file is no shared object with
/// sections: the loader then has more to say. Linear.
std::optional<SharedObjectNeeds> read_needs(const std::string& path);

/// Why the sanitizers of a shared object and of this build do not go together, and what to do about
/// it: "was compiled without -fsanitize=thread, ...". Empty if they do, or if the file does not
/// tell.
std::string sanitizer_mismatch(const std::string& path);

/// The static variables of the shared object that was loaded from this file to this address: by
/// name if the file has a symbol table, otherwise as whole sections. Throws std::runtime_error if
/// the file cannot be read. Linear in the number of symbols.
StaticObjects read_statics(const std::string& file, std::uintptr_t load_address);

/// Makes a library that was loaded by dlopen() with RTLD_NOW call other functions than those that
/// the loader has found for it: wherever it got the address of one of these names, it now has that
/// of the function. Names that it does not import are passed over. Throws std::system_error if the
/// library's memory cannot be written. Linear in the number of its relocations.
void redirect_imports(void* library, std::span<const RedirectedFunction> functions);

}  // namespace lockstep
