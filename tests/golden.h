// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <regex>
#include <string>

#include "tests/temporary_folder.h"

namespace lockstep {

/// Whether golden texts are to be written instead of being compared with.
inline bool rewrites_golden() {
  const char* const rewrite = std::getenv("LOCKSTEP_REWRITE_GOLDEN");
  return rewrite && std::string(rewrite) == "1";
}

/// The text is, byte for byte, what tests/golden/NAME.txt holds. With LOCKSTEP_REWRITE_GOLDEN=1 in
/// the environment the file is written instead, and the test fails if that changed it: reports may
/// only change on purpose.
inline void expect_golden(const std::string& name, const std::string& text) {
  const auto file =
      std::filesystem::path(LOCKSTEP_SOURCE_DIR) / "tests" / "golden" / (name + ".txt");
  const std::string golden = content_of(file);
  if (rewrites_golden() && golden != text) {
    std::ofstream(file, std::ios::binary) << text;
    ADD_FAILURE() << "rewrote tests/golden/" << name << ".txt; look at what changed";
    return;
  }
  EXPECT_EQ(text, golden) << "tests/golden/" << name
                          << ".txt; LOCKSTEP_REWRITE_GOLDEN=1 writes it anew";
}

/// A report whose counts of what a search ran are masked, wherever the lines are broken: they
/// change with every operation and seed.
inline std::string without_counts(const std::string& report) {
  static const std::regex broken("\\n {20,}(?=([0-9][0-9,]* )?(states|executions)\\b)");
  static const std::regex counted(
      "[0-9][0-9,]*(?= (programs|under all|pairs|interleavings|executions|states for data "
      "races)\\b)");
  static const std::regex keyed("(\"(programs|under_all_schedules|pairs)\": )[0-9]+");
  const std::string joined = std::regex_replace(report, broken, " ");
  return std::regex_replace(std::regex_replace(joined, counted, "#"), keyed, "$1#");
}

/// The same for a report that is about its layout, and not about how much was searched.
inline void expect_golden_layout(const std::string& name, const std::string& report) {
  expect_golden(name, without_counts(report));
}

}  // namespace lockstep
