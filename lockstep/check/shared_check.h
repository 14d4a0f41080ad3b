// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "kernel/abi/implementation.h"
#include "lockstep/check/listener.h"
#include "lockstep/check/options.h"
#include "lockstep/check/result.h"

namespace lockstep {

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
