// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/compare/difference.h"

namespace lockstep {

/// The warnings of one observation that came during one operation; pointers into it.
using WarningList = std::vector<const WarningRecord*>;

/// The respects in which two records of the same operation differ.
std::vector<Aspect> operation_aspects(const OperationRecord& reference,
                                      const OperationRecord& variant);

/// The warnings, and the splats, that only one of two lists has: an aspect each.
std::vector<Aspect> warning_aspects(const WarningList& reference, const WarningList& variant);

/// The warnings and splats of both lists that came again on one side only.
std::vector<Aspect> repetition_aspects(const WarningList& reference, const WarningList& variant);

/// The respects in which the ends of two executions differ.
std::vector<Aspect> final_aspects(const Program& program, const Observation& reference,
                                  const Observation& variant);

}  // namespace lockstep
