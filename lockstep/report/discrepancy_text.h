// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>

#include "lockstep/compare/discrepancy.h"

namespace lockstep {

/// The names of both sides, for texts about what they showed.
struct SideNames {
  std::string reference;
  std::string variant;
};

/// Says where the difference is ("in ..., of ...") and what it is, in a line per side; all lines
/// are indented by two.
std::string print_difference(const Difference& difference, const SideNames& names);

/// What it means, for a line below that; empty if nothing is known.
std::string print_meaning(const std::string& meaning);

/// "2 tasks, 4 operations, 1 switch"
std::string print_size(const Program& reproducer);

/// Every line of a text with something before it.
std::string prefix_lines(const std::string& text, std::string_view prefix);

}  // namespace lockstep
