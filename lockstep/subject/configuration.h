// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <string_view>

namespace lockstep {

/// The kernel configuration of an execution.
struct Configuration {
  bool debug_vm = true;
  bool lockdep = true;

  friend bool operator==(const Configuration&, const Configuration&) = default;
};

/// All of them, the smallest first.
inline constexpr std::array<Configuration, 4> kAllConfigurations = {{
    {.debug_vm = false, .lockdep = false},
    {.debug_vm = true, .lockdep = false},
    {.debug_vm = false, .lockdep = true},
    {.debug_vm = true, .lockdep = true},
}};

/// A switch of the configuration that the code under test depends on.
struct Switch {
  std::string_view name = {};  ///< in programs and on the command line
  bool Configuration::*value = nullptr;
};

/// All of them.
inline constexpr std::array<Switch, 2> kAllSwitches = {{
    {"DEBUG_VM", &Configuration::debug_vm},
    {"LOCKDEP", &Configuration::lockdep},
}};

}  // namespace lockstep
