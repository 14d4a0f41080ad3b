// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/reduce.h"

#include "lockstep/program/task_names.h"
#include "lockstep/reduce/reducer.h"

namespace lockstep {
namespace {

// A plainer operation may be one that a side lacks: such programs show nothing.
StillShows shows(WitnessSearch& search, const OperationSet& supported) {
  return [&search, supported](const Program& program) -> std::optional<ShownProgram> {
    if (!supported.contains(program)) return std::nullopt;
    auto witness = search.find(program);
    if (!witness) return std::nullopt;
    return ShownProgram{std::move(witness->discrepancy.reproducer), std::move(witness->steps)};
  };
}

}  // namespace

std::optional<Discrepancy> reduce_discrepancy(PairRunner& pair, const Program& program,
                                              const Difference& difference, Evidence evidence,
                                              TaskNames names, WitnessLimits limits) {
  WitnessLimits unstopped = limits;
  unstopped.stop = [] { return false; };
  WitnessSearch search(pair, difference, evidence, false, unstopped);
  auto first = shows(search, pair.operations())(program);
  if (!first && evidence == Evidence::kOutcomeSet) {
    // Which outcome of the other side is nearest, and so the fingerprint, can depend on races.
    return Discrepancy{.difference = difference, .reproducer = program, .evidence = evidence};
  }
  if (!first) return std::nullopt;
  WitnessSearch stoppable(pair, difference, evidence, false, std::move(limits));
  Program reduced = reduce_program(std::move(*first), shows(stoppable, pair.operations()));
  if (names == TaskNames::kByRole) name_tasks(reduced);
  auto shortest = search.find_shortest(reduced);
  if (!shortest) return std::nullopt;
  return std::move(shortest->discrepancy);
}

Program reduce_diverged(PairRunner& pair, const Program& program, const Difference& difference,
                        WitnessLimits limits) {
  WitnessSearch search(pair, difference, Evidence::kLockstep, true, std::move(limits));
  const StillShows still_shows = shows(search, pair.operations());
  auto first = still_shows(program);
  return first ? reduce_program(std::move(*first), still_shows) : program;
}

}  // namespace lockstep
