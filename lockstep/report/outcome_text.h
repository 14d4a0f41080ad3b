// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lockstep/compare/outcome.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// What an operation showed when it returned, as far as the view has it: "locked, vm_refcnt 2,
/// slept".
std::string describe_shown(const OperationRecord& record, OutcomeView view = OutcomeView::kAll);

/// An outcome, with labels: what the operations of each task showed, warnings, and how it ended.
std::vector<std::pair<std::string, std::string>> outcome_rows(const Program& program,
                                                              const Observation& shown,
                                                              OutcomeView view = OutcomeView::kAll);

}  // namespace lockstep
