// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

/// What a shared object expects of the process that loads it.
struct SharedObjectNeeds {
  std::vector<std::string> libraries;  ///< by their sonames: "libc.so.6"
  std::vector<std::string> symbols;    ///< that it does not define itself

  /// Whether a library's name begins so.
  bool has_library(std::string_view prefix) const;
  /// Whether a symbol's name begins so.
  bool has_symbol(std::string_view prefix) const;
};

/// Reads it from the file, without loading it. Nothing if that is no shared object with sections:
/// then the loader has more to say. Linear.
std::optional<SharedObjectNeeds> read_needs(const std::string& path);

}  // namespace lockstep
