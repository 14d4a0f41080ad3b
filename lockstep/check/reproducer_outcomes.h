// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>

#include "lockstep/explore/outcome_differences.h"

namespace lockstep {

/// What both sides can show over all interleavings of a reproducer; null if these are too many to
/// be looked at in passing, or cannot be explored. Data races are not watched for.
std::optional<OutcomeComparison> reproducer_outcomes(PairRunner& pair, const Program& reproducer);

}  // namespace lockstep
