// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/pair_runner.h"

namespace lockstep {
namespace {

bool is_same(const Observation& a, const Observation& b) {
  return a.steps == b.steps && same_observation(a, b);
}

}  // namespace

bool PairRunner::notice_uninitialised(const Program& program) {
  if (reads_uninitialised()) return false;
  const Executor::RacesIgnored ignored(executor_);
  const auto run_with = [&](Uninitialised what) {
    executor_.set_uninitialised(what);
    return Shown{run_again(program, reference_, reference_shown_.steps),
                 run_again(program, variant_, variant_shown_.steps)};
  };
  const Shown zeros = run_with(Uninitialised::kZeros);
  const Shown ones = run_with(Uninitialised::kOnes);
  const auto is_same_pair = [](const Shown& a, const Shown& b) {
    return is_same(a.reference, b.reference) && is_same(a.variant, b.variant);
  };
  // An implementation that keeps state of its own is another matter.
  if (is_same_pair(zeros, ones) || !is_same_pair(ones, run_with(Uninitialised::kOnes))) {
    executor_.set_uninitialised(Uninitialised::kAsLeft);
    return false;
  }
  if (same_observation(ones.reference, ones.variant)) {
    executor_.set_uninitialised(Uninitialised::kZeros);
  }
  return true;
}

Observation PairRunner::run_again(const Program& program,
                                  const lockstep_implementation& implementation,
                                  const StepLog& steps) {
  Observation shown;
  replay_.follow(steps);
  executor_.run(program, implementation, replay_, shown);
  return shown;
}

}  // namespace lockstep
