// SPDX-License-Identifier: GPL-2.0-only
#include <algorithm>

#include "lockstep/litmus/evaluate.h"
#include "lockstep/litmus/explore.h"

namespace lockstep::litmus {
Value value_of(const Test& test, const Term& term, const FinalState& state) {
  if (term.kind == Term::Kind::kValue) return term.value;
  if (term.kind == Term::Kind::kLocation) return state[term.index];
  std::size_t at = test.locations.size() + term.index;
  for (unsigned process = 0; process < term.process; ++process) {
    at += test.processes[process].registers.size();
  }
  return state[at];
}

bool holds(const Test& test, const Proposition& proposition, const FinalState& state) {
  const auto holds_here = [&](const Proposition& operand) { return holds(test, operand, state); };
  if (proposition.connective == Connective::kTrue) return true;
  if (proposition.connective == Connective::kNot) return !holds_here(proposition.operands[0]);
  if (proposition.connective == Connective::kAnd) {
    return std::ranges::all_of(proposition.operands, holds_here);
  }
  if (proposition.connective == Connective::kOr) {
    return std::ranges::any_of(proposition.operands, holds_here);
  }
  return apply(proposition.comparison, value_of(test, proposition.left, state),
               value_of(test, proposition.right, state)) != 0;
}

Observation observe(const Test& test, const std::set<FinalState>& finals) {
  const auto count = std::ranges::count_if(
      finals, [&](const FinalState& state) { return holds(test, test.condition, state); });
  if (finals.empty()) return Observation::kNoStates;
  if (count == 0) return Observation::kNever;
  return static_cast<std::size_t>(count) == finals.size() ? Observation::kAlways
                                                          : Observation::kSometimes;
}

}  // namespace lockstep::litmus
