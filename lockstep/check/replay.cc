// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/replay.h"

#include <fmt/format.h>

#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/explore/machine.h"
#include "lockstep/program/text.h"
#include "lockstep/reduce/find_difference.h"
#include "lockstep/sched/replay_scheduler.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostMemoryToDecide = std::size_t{1} << 30;

void run_twice(Executor& executor, const Program& program,
               const lockstep_implementation& implementation, Scheduler& scheduler,
               Replay& replay) {
  Observation untraced;
  executor.run(program, implementation, scheduler, untraced);
  executor.run(program, implementation, scheduler, replay.observation, &replay.trace);
  replay.name = implementation.name;
  if (!same_observation(untraced, replay.observation)) {
    throw NotReproducible(
        fmt::format("{} showed something else when the same schedule was run again:\n{}",
                    implementation.name, print_program(program)));
  }
}

std::optional<ScriptedScheduler::Mismatch> run_scripted(PairRunner& pair, const Program& program,
                                                        const Schedule& schedule, bool variant,
                                                        ReplayedPair& replayed) {
  ScriptedScheduler scheduler(schedule);
  run_twice(pair.executor(), program, variant ? pair.variant() : pair.reference(), scheduler,
            variant ? replayed.variant : replayed.reference);
  return scheduler.mismatch();
}

ReplayedPair replay_outcome(PairRunner& pair, const Discrepancy& discrepancy) {
  const Program& program = discrepancy.reproducer;
  const bool in_variant = discrepancy.in_variant;
  ReplayedPair replayed;
  replayed.program = program;
  replayed.mismatch = run_scripted(pair, program, program.schedule, in_variant, replayed);
  run_scripted(pair, program, discrepancy.other_schedule, !in_variant, replayed);
  (in_variant ? replayed.reference : replayed.variant).is_nearest = true;
  if (auto difference = first_difference(program, replayed.reference.observation,
                                         replayed.variant.observation, pair.known())) {
    difference->diverged = false;  // outcomes do not depend on the schedule
    replayed.differences.push_back(std::move(*difference));
  }
  return replayed;
}

// On the side that has the race, only the race matters.
ReplayedPair replay_race(PairRunner& pair, const Discrepancy& discrepancy) {
  const Program& program = discrepancy.reproducer;
  ReplayedPair replayed;
  replayed.program = program;
  replayed.mismatch =
      run_scripted(pair, program, program.schedule, discrepancy.in_variant, replayed);
  run_scripted(pair, program, program.schedule, !discrepancy.in_variant, replayed);
  const Replay& side = discrepancy.in_variant ? replayed.variant : replayed.reference;
  for (const RaceRecord& race : side.observation.races) {
    Difference difference = race_difference(race, discrepancy.in_variant);
    if (difference.fingerprint() != discrepancy.difference.fingerprint()) continue;
    replayed.differences.push_back(std::move(difference));
  }
  return replayed;
}

}  // namespace

ReplayedPair replay_pair(PairRunner& pair, const Program& program) {
  ReplayedPair replayed;
  replayed.program = program;
  ScriptedScheduler scripted(program.schedule);
  run_twice(pair.executor(), program, pair.reference(), scripted, replayed.reference);
  replayed.mismatch = scripted.mismatch();
  ReplayScheduler follower;
  follower.follow(replayed.reference.observation.steps);
  run_twice(pair.executor(), program, pair.variant(), follower, replayed.variant);
  replayed.differences = differences(program, replayed.reference.observation,
                                     replayed.variant.observation, pair.known());
  return replayed;
}

ReplayedPair replay_unchecked(PairRunner& pair, const Discrepancy& discrepancy) {
  switch (discrepancy.evidence) {
    case Evidence::kLockstep:
      return replay_pair(pair, discrepancy.reproducer);
    case Evidence::kOutcomeSet:
      return replay_outcome(pair, discrepancy);
    case Evidence::kRaceSet:
      break;
  }
  return replay_race(pair, discrepancy);
}

DecidedReplay replay_own_schedule(PairRunner& pair, const Program& program,
                                  SourcePositions& positions) {
  DecidedReplay decided;
  decided.shown = find_under_own_schedule(pair, program);
  if (decided.shown) decided.verdict = Verdict::kRefuted;
  decided.replayed =
      decided.shown ? replay_discrepancy(pair, *decided.shown) : replay_pair(pair, program);
  for (Difference& difference : decided.replayed.differences) {
    add_sources(difference, decided.replayed, positions);
  }
  return decided;
}

void decide_by_outcome_sets(PairRunner& pair, DecidedReplay& decided) {
  const ReplayedPair& replayed = decided.replayed;
  const bool same_steps =
      replayed.reference.observation.steps == replayed.variant.observation.steps;
  if (decided.shown || same_steps) return;
  ExploreLimits limits;
  limits.states = kMostStatesToDecide;
  limits.memory = kMostMemoryToDecide;
  decided.outcomes = compare_outcomes(pair, replayed.program, limits);
  decided.verdict = !decided.outcomes->differences.empty() ? Verdict::kRefuted
                    : decided.outcomes->complete           ? Verdict::kUpheld
                                                           : Verdict::kInconclusive;
}

ReplayedPair replay_discrepancy(PairRunner& pair, const Discrepancy& discrepancy) {
  ReplayedPair replayed = replay_unchecked(pair, discrepancy);
  if (find_by_fingerprint(replayed.differences, discrepancy.difference.fingerprint()))
    return replayed;
  throw NotReproducible(fmt::format("a reproducer does not show what it claims ({}: {}):\n{}",
                                    name_of(discrepancy.difference.kind()),
                                    discrepancy.difference.main().variant,
                                    print_program(discrepancy.reproducer)));
}

}  // namespace lockstep
