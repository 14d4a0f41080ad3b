// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gtest/gtest.h>

#include <iostream>
#include <string>

#include "tests/golden.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {

/// To be called at the end of a test of what the world can do to a command: expects the table of
/// faults in docs/trust.md to have a row for it. With LOCKSTEP_REWRITE_GOLDEN=1 the row is only
/// printed, for bench/fault_table, which makes that table.
inline void expect_fault_row(const std::string& what_happens, const std::string& what_then) {
  const std::string row = "| " + what_happens + " | " + what_then + " |\n";
  if (rewrites_golden()) {
    std::cout << row;
    return;
  }
  EXPECT_NE(content_of(LOCKSTEP_SOURCE_DIR "/docs/trust.md").find(row), std::string::npos)
      << "docs/trust.md has no such row; bench/figures writes it anew";
}

}  // namespace lockstep::tests
