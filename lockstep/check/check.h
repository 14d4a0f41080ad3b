// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "kernel/abi/implementation.h"
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

/// The shares that a check in several processes is made of, however many there are at a time.
inline constexpr unsigned kShares = 16;

/// The same as check(), but in kShares shares, `jobs` of them at a time, each in a process of its
/// own. With `options.runs`, what comes of it depends on the options alone and not on `jobs`. It is
/// not what check() gives: shares do not know of each other. No Executor may exist. `on_found` is
/// called in the process of the share, at once, and again in this one, for those that the result
/// has. Throws NotReproducible, and WorkerFailed.
CheckResult check_in_shares(const lockstep_implementation& reference,
                            const lockstep_implementation& variant, const CheckOptions& options,
                            unsigned jobs, const CheckListener& listener);

}  // namespace lockstep
