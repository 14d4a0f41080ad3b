// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <vector>

#include "kernel/abi/implementation.h"

namespace lockstep {

/// Two implementations, and what to give to --reference and --variant again; or to --tree and so
/// on.
struct ComparedSides {
  const lockstep_implementation* reference = nullptr;
  const lockstep_implementation* variant = nullptr;
  std::string reference_argument;  ///< empty for the default
  std::string variant_argument;
  std::string tree_arguments = {};  ///< empty if the sides were named
};

/// "v3 behaves like before: no functional change"; says so if both are the same code.
std::string claim_of(const ComparedSides& sides);

/// The reference and the variant; one of them if an implementation is compared with itself.
std::vector<const lockstep_implementation*> different_sides(const ComparedSides& sides);

/// The command that replays a program on both sides, with FILE for the program's file.
std::string replay_command(const ComparedSides& sides);

}  // namespace lockstep
