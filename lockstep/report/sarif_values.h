// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/compare/difference.h"

// What code scanning asks about a difference: which rule it breaks, and in which lines of the
// source.
namespace lockstep {

/// What code scanning calls a rule: one per kind of difference.
struct DifferenceRule {
  std::string_view id;       ///< "data-race"; never changes
  std::string_view summary;  ///< a sentence
};

/// In the order of the kinds, and in the end kSeededBugRule.
std::span<const DifferenceRule> difference_rules();

/// The rule that a difference of this kind breaks.
const DifferenceRule& rule_of(DifferenceKind kind);

/// The rule for a seeded bug that is not found.
extern const DifferenceRule kSeededBugRule;

/// A line of a source file; 0 if it is not known which.
struct SourceLine {
  std::string file;
  unsigned line = 0;

  friend bool operator==(const SourceLine&, const SourceLine&) = default;
};

/// What an Aspect says of its source, "a.c:71" or "a.h:19, b.h:25", in parts.
std::vector<SourceLine> source_lines(std::string_view text);

}  // namespace lockstep
