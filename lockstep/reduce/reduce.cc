// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/reduce.h"

#include "lockstep/program/program.h"
#include "lockstep/reduce/reducer.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

// What the other side can show is found in a handful of executions, as a rule.
constexpr std::uint64_t kExecutionsToSuspect = 300;

// A plainer operation may be one that a side lacks: such programs show nothing.
StillShows shows(WitnessSearch& search, const OperationSet& supported) {
  return [&search, supported](const Program& program) -> std::optional<ShownProgram> {
    if (!supported.contains(program)) return std::nullopt;
    auto witness = search.find(program);
    if (!witness) return std::nullopt;
    return ShownProgram{std::move(witness->discrepancy.reproducer), std::move(witness->steps)};
  };
}

WitnessSearch make_search(PairRunner& pair, const Discrepancy& found, const WitnessLimits& limits) {
  return {pair, make_demonstration(pair, limits.explore_limits(), found),
          found.difference.fingerprint(), limits};
}

// A schedule that both sides can follow is easier to read than one of each.
std::optional<Witness> find_in_lockstep(PairRunner& pair, const Discrepancy& reduced,
                                        const WitnessLimits& limits) {
  Discrepancy wanted = reduced;
  wanted.evidence = Evidence::kLockstep;
  return make_search(pair, wanted, limits).find_shortest(reduced.reproducer);
}

// Deciding by all that a side can do takes a small program. Until then, it is enough that what the
// sides show in lockstep, before they take different steps, was not found to be common to them.
Program reduce_in_lockstep(PairRunner& pair, const Discrepancy& found,
                           const WitnessLimits& limits) {
  ExploreLimits quick = limits.explore_limits();
  quick.cost = kExecutionsToSuspect;
  WitnessSearch search(pair,
                       std::make_unique<LockstepDemonstration>(pair, quick, found.difference.kind(),
                                                               Unknown::kIsSuspicious),
                       found.difference.fingerprint(), limits);
  const StillShows suspicious = shows(search, pair.operations());
  auto first = suspicious(found.reproducer);
  return first ? reduce_program(std::move(*first), suspicious) : found.reproducer;
}

std::optional<Program> reduce_as_shown(PairRunner& pair, const Discrepancy& found,
                                       const WitnessLimits& limits) {
  WitnessLimits unstopped = limits;
  unstopped.stop = [] { return false; };
  WitnessSearch search = make_search(pair, found, unstopped);
  if (found.evidence == Evidence::kLockstep) {
    const Program reduced = reduce_in_lockstep(pair, found, limits);
    if (search.find_under_own_schedule(reduced)) return reduced;
  }
  auto first = shows(search, pair.operations())(found.reproducer);
  if (!first) return std::nullopt;
  WitnessSearch stoppable = make_search(pair, found, limits);
  return reduce_program(std::move(*first), shows(stoppable, pair.operations()));
}

}  // namespace

std::optional<Discrepancy> reduce_discrepancy(PairRunner& pair, const Discrepancy& found,
                                              TaskNames names, const WitnessLimits& limits) {
  auto reduced = reduce_as_shown(pair, found, limits);
  if (!reduced) return std::nullopt;
  if (names == TaskNames::kByRole) name_tasks(*reduced);
  WitnessLimits unstopped = limits;
  unstopped.stop = [] { return false; };
  WitnessSearch search = make_search(pair, found, unstopped);
  auto shortest =
      limits.hurry() ? search.find_under_own_schedule(*reduced) : search.find_shortest(*reduced);
  if (!shortest) return std::nullopt;
  Discrepancy& discrepancy = shortest->discrepancy;
  if (discrepancy.evidence != Evidence::kLockstep && !limits.hurry()) {
    if (auto witness = find_in_lockstep(pair, discrepancy, unstopped)) {
      return std::move(witness->discrepancy);
    }
  }
  if (discrepancy.evidence == Evidence::kRaceSet) {
    discrepancy.races = count_races(pair, discrepancy);
  }
  return std::move(discrepancy);
}

Program reduce_suspicion(PairRunner& pair, const Program& program, bool in_variant,
                         const std::function<bool()>& stop) {
  const Executor::RacesIgnored ignored(pair.executor());
  ExploreLimits quick;
  quick.cost = kExecutionsToSuspect;
  Observation shown;
  const StillShows still_suspicious = [&](const Program& candidate) -> std::optional<ShownProgram> {
    if (stop() || !pair.operations().contains(candidate)) return std::nullopt;
    ScriptedScheduler scheduler(candidate.schedule);
    pair.executor().run(candidate, in_variant ? pair.variant() : pair.reference(), scheduler,
                        shown);
    OutcomeSearch search(pair.executor(), candidate, in_variant ? pair.reference() : pair.variant(),
                         shown);
    if (search.can_show(quick) == OutcomeSearch::Answer::kCan) return std::nullopt;
    ShownProgram suspicious = {candidate, own_steps(shown)};
    suspicious.program.schedule = shorten_schedule(shown.steps);
    return suspicious;
  };
  auto first = still_suspicious(program);
  return first ? reduce_program(std::move(*first), still_suspicious) : program;
}

}  // namespace lockstep
