// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>

#include "lockstep/compare/discrepancy.h"
#include "lockstep/report/discrepancy_text.h"

namespace lockstep {

/// A GoogleTest case that expects a discrepancy to show, as a file for tests/regressions/. `text`
/// is its reproducer, with or without comments; `names` are those that the user gave: of built-in
/// implementations or of shared objects.
std::string print_test(const Discrepancy& found, std::string_view text, const SideNames& names);

}  // namespace lockstep
