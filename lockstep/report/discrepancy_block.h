// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/check/replay.h"
#include "lockstep/compare/discrepancy.h"

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

/// The claim, in the first lines of a report.
std::string print_claim(const ComparedSides& sides);

/// "warning, reachable, fingerprint ..."
std::string print_title(const Discrepancy& found);

/// All there is to say about a discrepancy below its title: where, what each side showed, how it
/// was found (`found`, a phrase), the reproducer, both interleavings, and how to replay it.
std::string print_discrepancy(const Discrepancy& found, const ReplayedPair& replayed,
                              const ComparedSides& sides, const std::string& how_found);

}  // namespace lockstep
