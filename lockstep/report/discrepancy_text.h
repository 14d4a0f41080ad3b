// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>

#include "lockstep/compare/discrepancy.h"

// A discrepancy as text: what each side showed, and the test that looks for it.
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

/// A GoogleTest case that expects a discrepancy to show, as a file for tests/regressions/. `text`
/// is its reproducer, with or without comments; `names` are those that the user gave: of built-in
/// implementations or of shared objects.
std::string print_test(const Discrepancy& found, std::string_view text, const SideNames& names);

}  // namespace lockstep
