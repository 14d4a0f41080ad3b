// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/confirmation.h"

#include <fmt/format.h>

#include "lockstep/explore/machine.h"
#include "lockstep/program/text.h"
#include "lockstep/reduce/demonstration.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

constexpr std::uint64_t kMostStatesInPassing = 20'000;

std::optional<OutcomeComparison> compare_in_passing(PairRunner& pair, const Program& reproducer,
                                                    const std::function<bool()>& hurry) {
  if (hurry()) return std::nullopt;
  const Executor::RacesIgnored ignored(pair.executor());
  ExploreLimits limits;
  limits.states = kMostStatesInPassing;
  limits.cost = 5 * kMostStatesInPassing;
  limits.memory = std::size_t{64} << 20;
  limits.stop = [&](std::uint64_t) { return hurry(); };
  try {
    OutcomeComparison comparison = compare_outcomes(pair, reproducer, limits);
    if (comparison.complete) return comparison;
  } catch (const NotExplorable&) {  // then it is not shown
  }
  return std::nullopt;
}

// The same steps under the same schedule, which one side races under and the other does not.
bool races_in_lockstep(PairRunner& pair, const Discrepancy& discrepancy) {
  const Executor::RacesIgnored watched(pair.executor(), true);
  ScriptedScheduler scheduler(discrepancy.reproducer.schedule);
  const ObservedPair& shown = pair.run(discrepancy.reproducer, scheduler);
  return shown.same_steps() && find_by_fingerprint(pair.differences(discrepancy.reproducer, shown),
                                                   discrepancy.difference.fingerprint());
}

bool is_race_of_one_side(PairRunner& pair, const Discrepancy& discrepancy) {
  if (discrepancy.evidence == Evidence::kLockstep) return races_in_lockstep(pair, discrepancy);
  RaceDemonstration demonstration(pair, {}, discrepancy.in_variant);
  ScriptedScheduler scheduler(discrepancy.reproducer.schedule);
  return demonstration.show(discrepancy.reproducer, scheduler, discrepancy.difference.fingerprint())
      .has_value();
}

}  // namespace

void throw_contradiction(const Discrepancy& discrepancy) {
  throw Contradiction(fmt::format(
      "{}, fingerprint {}, was found, and exploring its reproducer finds no difference:\n{}",
      name_of(discrepancy.difference.kind()), discrepancy.difference.fingerprint(),
      print_program(discrepancy.reproducer)));
}

Confirmation confirm(PairRunner& pair, const Discrepancy& discrepancy,
                     const std::function<bool()>& hurry) {
  Confirmation confirmation;
  confirmation.outcomes = compare_in_passing(pair, discrepancy.reproducer, hurry);
  const auto& outcomes = confirmation.outcomes;
  const bool is_race = discrepancy.difference.kind() == DifferenceKind::kDataRace;
  if (!outcomes && (!is_race || hurry())) return confirmation;
  const bool confirmed = is_race ? is_race_of_one_side(pair, discrepancy)
                                 : outcomes->only_reference + outcomes->only_variant != 0;
  confirmation.answer =
      confirmed ? Confirmation::Answer::kConfirmed : Confirmation::Answer::kContradicted;
  return confirmation;
}

}  // namespace lockstep
