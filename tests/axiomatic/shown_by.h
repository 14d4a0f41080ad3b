// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/axiomatic/axiomatic.h"

namespace lockstep::litmus::axiomatic {

/// What some of x, y, z and w, and all registers, hold in the end.
struct Outcome {
  std::vector<Value> registers;
  std::vector<std::optional<Value>> locations = {};
};

inline bool is_like(const std::vector<Value>& state, const Outcome& outcome) {
  for (std::size_t i = 0; i < outcome.locations.size(); ++i)
    if (outcome.locations[i].value_or(state[i]) != state[i]) return false;
  return std::vector<Value>(state.begin() + 4, state.end()) == outcome.registers;
}

/// The models in which a test can end like that.
inline std::string shown_by(const Test& test, const Outcome& outcome) {
  static constexpr std::array<std::pair<Axioms, const char*>, 3> kModels = {
      {{Axioms::kSequentialConsistency, "sc"},
       {Axioms::kTotalStoreOrder, "tso"},
       {Axioms::kKernel, "lkmm"}}};
  std::string models;
  for (const auto& [axioms, name] : kModels) {
    const AxiomaticResult result = states_by_axioms(test, axioms, 1'000'000);
    if (!result.complete) return "too large";
    for (const std::vector<Value>& state : result.states) {
      if (!is_like(state, outcome)) continue;
      models += models.empty() ? name : std::string(" ") + name;
      break;
    }
  }
  return models.empty() ? "none" : models;
}

}  // namespace lockstep::litmus::axiomatic
