// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/check/listener.h"
#include "lockstep/check/options.h"
#include "lockstep/check/result.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/exec/executor.h"

namespace lockstep {

/// The result of a check that has not begun: what does not depend on how far it comes.
CheckResult result_of_nothing(const PairRunner& pair, const CheckOptions& options);

/// The main job: compares a variant with the reference on the corpus, then on every small program,
/// the smallest first, then on random programs, in every configuration, until the budget is spent.
/// Programs with operations that a side lacks are left out, and counted.
/// Throws NotReproducible.
CheckResult check(Executor& executor, const lockstep_implementation& reference,
                  const lockstep_implementation& variant, const CheckOptions& options,
                  const CheckListener& listener = {});

}  // namespace lockstep
