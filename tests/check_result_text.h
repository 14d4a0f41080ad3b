// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <fmt/format.h>

#include <string>

#include "lockstep/check/result.h"
#include "lockstep/program/text.h"

// For tests that compare one result of a check with another.
namespace lockstep {

inline std::string text_of(const SearchTotals& totals) {
  return fmt::format("{} {} {}\n", totals.programs, totals.complete, totals.pairs);
}

/// The whole result as text.
inline std::string text_of(const CheckResult& result) {
  std::string text = fmt::format("{} {} {}\n", static_cast<int>(result.verdict), result.undecided(),
                                 result.explained);
  for (const auto* list : {&result.reachable, &result.internal, &result.out_of_contract}) {
    for (const Discrepancy& found : *list) {
      text += fmt::format("{} {} {}\n{}", name_of(found.discrepancy_class()),
                          found.difference.fingerprint(), found.found_after,
                          print_program(found.reproducer));
    }
  }
  text += text_of(result.corpus) + text_of(result.random);
  for (const SmallProgramTotals& size : result.small_programs) {
    text += fmt::format("{} {} {}", size.operations, size.all, text_of(size.totals));
  }
  return text;
}

}  // namespace lockstep
