// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>

#include "lockstep/compare/discrepancy.h"
#include "lockstep/compare/pair_runner.h"

namespace lockstep {

/// Looks for a difference that a program shows under its own schedule: on both sides in lockstep,
/// by an outcome that only one side has, by a data race that only one side has. Not reduced.
/// Outcomes that take too long to look for are no difference. See also
/// PairRunner::notice_uninitialised(). Throws NotReproducible.
std::optional<Discrepancy> find_under_own_schedule(PairRunner& pair, const Program& program);

/// The same, and then under all schedules, the ones with few preemptions first, by outcome sets and
/// by sets of races; as far as fixed limits go. Throws NotReproducible, NotExplorable.
std::optional<Discrepancy> find_difference(PairRunner& pair, const Program& program);

}  // namespace lockstep
