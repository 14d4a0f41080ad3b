// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/check/listener.h"
#include "lockstep/check/options.h"
#include "lockstep/check/result.h"
#include "lockstep/exec/executor.h"

namespace lockstep {

/// The main job: compares a variant with the reference on the corpus, then on every small program,
/// the smallest first, then on random programs, in every configuration, until the budget is spent.
/// Programs with operations that a side lacks are left out, and counted.
/// Throws NotReproducible.
CheckResult check(Executor& executor, const lockstep_implementation& reference,
                  const lockstep_implementation& variant, const CheckOptions& options,
                  const CheckListener& listener = {});

}  // namespace lockstep
