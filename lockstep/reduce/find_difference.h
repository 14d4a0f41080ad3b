// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>

#include "lockstep/compare/discrepancy.h"
#include "lockstep/compare/pair_runner.h"

namespace lockstep {

/// Looks for a difference that a program shows: under its own schedule, then under all schedules,
/// the ones with few preemptions first, then by outcome sets; as far as fixed limits go. The result
/// is not reduced.
std::optional<Discrepancy> find_difference(PairRunner& pair, const Program& program);

}  // namespace lockstep
