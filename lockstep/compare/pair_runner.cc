// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/pair_runner.h"

#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

bool is_same(const Observation& a, const Observation& b) {
  return a.steps == b.steps && same_observation(a, b);
}

}  // namespace

const ObservedPair& PairRunner::sample(const Program& program, Scheduler& scheduler) {
  const bool in_full = sampled_++ % kPairsPerFullOne == 0 || saw_race_ ||
                       executor_.races().reported() != 0 ||
                       run_again_ > sampled_ / kPairsPerFullOne;
  if (in_full) {
    run(program, scheduler);
    saw_race_ |= !shown_.reference.races.empty() || !shown_.variant.races.empty();
    return shown_;
  }
  executor_.set_effort(Executor::Effort::kQuick);
  run(program, scheduler);
  executor_.set_effort(Executor::Effort::kFull);
  if (shown_.is_same && executor_.races().reported() == 0) return shown_;
  ++run_again_;
  const StepLog steps = shown_.reference.steps;
  ReplayScheduler again;
  again.follow(steps);
  return run(program, again);
}

bool PairRunner::notice_uninitialised(const Program& program, const ObservedPair& shown) {
  if (reads_uninitialised()) return false;
  const Executor::RacesIgnored ignored(executor_);
  const auto run_with = [&](Uninitialised what) {
    executor_.set_uninitialised(what);
    return ObservedPair{run_along(program, reference_, shown.reference.steps),
                        run_along(program, variant_, shown.variant.steps)};
  };
  const ObservedPair zeros = run_with(Uninitialised::kZeros);
  const ObservedPair ones = run_with(Uninitialised::kOnes);
  const auto is_same_pair = [](const ObservedPair& a, const ObservedPair& b) {
    return is_same(a.reference, b.reference) && is_same(a.variant, b.variant);
  };
  const auto is_stable = [&] {  // not so if an implementation keeps state of its own
    return is_same_pair(ones, run_with(Uninitialised::kOnes)) &&
           is_same_pair(zeros, run_with(Uninitialised::kZeros)) &&
           is_same_pair(zeros, run_with(Uninitialised::kZeros));
  };
  const bool noticed = !is_same_pair(zeros, ones) && is_stable();
  // Under one schedule: each side's own steps may be of executions that go apart.
  const auto tells_with_ones = [&] {
    executor_.set_uninitialised(Uninitialised::kOnes);
    return !same_observation(run_along(program, reference_, shown.reference.steps),
                             run_along(program, variant_, shown.reference.steps));
  };
  const auto telling = [&] {
    return tells_with_ones() ? Uninitialised::kOnes : Uninitialised::kZeros;
  };
  executor_.set_uninitialised(noticed ? telling() : Uninitialised::kAsLeft);
  return noticed;
}

void PairRunner::notice_uninitialised_in(const Program& program) {
  if (reads_uninitialised()) return;
  ScriptedScheduler scheduler(program.schedule);
  notice_uninitialised(program, run(program, scheduler));
}

Observation PairRunner::run_along(const Program& program,
                                  const lockstep_implementation& implementation,
                                  const StepLog& steps) {
  Observation shown;
  replay_.follow(steps);
  executor_.run(program, implementation, replay_, shown);
  return shown;
}

}  // namespace lockstep
