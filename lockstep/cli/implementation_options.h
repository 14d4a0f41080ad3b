// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include "kernel/abi/implementation.h"

namespace lockstep {

inline constexpr const char* kDefaultReference = "before";
inline constexpr const char* kDefaultVariant = "v3";

/// Which implementations are compared: options that several commands share.
struct ImplementationOptions {
  std::string reference = kDefaultReference;
  std::vector<std::string> variants = {kDefaultVariant};

  void add_to(CLI::App& command);

  const lockstep_implementation& resolve_reference() const;
  /// Resolves a member of `variants`.
  static const lockstep_implementation& resolve_variant(const std::string& name);
};

}  // namespace lockstep
