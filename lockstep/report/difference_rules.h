// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>
#include <string_view>

#include "lockstep/compare/difference.h"

namespace lockstep {

/// What code scanning calls a rule: one per kind of difference.
struct DifferenceRule {
  std::string_view id;       ///< "data-race"; never changes
  std::string_view summary;  ///< a sentence
};

/// In the order of the kinds, and in the end kSeededBugRule.
std::span<const DifferenceRule> difference_rules();

const DifferenceRule& rule_of(DifferenceKind kind);

/// The rule for a seeded bug that is not found.
extern const DifferenceRule kSeededBugRule;

}  // namespace lockstep
