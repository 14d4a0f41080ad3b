// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "lockstep/check/budget.h"
#include "lockstep/check/findings.h"
#include "lockstep/check/options.h"
#include "lockstep/check/result.h"
#include "lockstep/compare/pair_runner.h"

namespace lockstep {

/// How far a check has come; for people who wait.
struct Progress {
  std::string_view phase;
  std::uint64_t programs = 0;
  std::uint64_t pairs = 0;
  std::uint64_t discrepancies = 0;
};

/// Who wants to know while a check runs.
struct CheckListener {
  std::function<void(const Progress&)> on_progress = [](const Progress&) {};
  std::function<void(const Discrepancy&)> on_found = [](const Discrepancy&) {};
};

/// The main job: compares a variant with the reference on the corpus, then on every small program,
/// the smallest first, then on random programs, in every configuration, until the budget is spent.
/// Programs with operations that a side lacks are left out, and counted.
/// Throws NotReproducible.
CheckResult check(Executor& executor, const lockstep_implementation& reference,
                  const lockstep_implementation& variant, const CheckOptions& options,
                  const CheckListener& listener = {});

}  // namespace lockstep
