// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/reduce.h"

#include "lockstep/reduce/reducer.h"

namespace lockstep {
namespace {

StillShows shows(WitnessSearch& search) {
  return [&search](const Program& program) -> std::optional<Program> {
    auto witness = search.find(program);
    if (!witness) return std::nullopt;
    return std::move(witness->reproducer);
  };
}

}  // namespace

std::optional<Discrepancy> reduce_discrepancy(PairRunner& pair, const Program& program,
                                              const Difference& difference, Evidence evidence,
                                              WitnessLimits limits) {
  WitnessSearch search(pair, difference.fingerprint(), evidence, false, limits);
  const auto first = search.find(program);
  if (!first) return std::nullopt;
  return search.find_shortest(reduce_program(first->reproducer, shows(search)));
}

Program reduce_diverged(PairRunner& pair, const Program& program, const Difference& difference) {
  WitnessSearch search(pair, difference.fingerprint(), Evidence::kLockstep, true);
  const auto first = search.find(program);
  return first ? reduce_program(first->reproducer, shows(search)) : program;
}

}  // namespace lockstep
