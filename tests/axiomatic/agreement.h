// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "lockstep/litmus/explore.h"
#include "lockstep/litmus/parse.h"
#include "tests/axiomatic/axiomatic.h"
#include "tests/axiomatic/random_tests.h"

// Whether a machine of lockstep/memory/ and the axioms give the same final states.
namespace lockstep::litmus::axiomatic {

struct NamedFeatures {
  std::string_view name;
  Features features;
};

/// What random programs are made of, from little to all.
inline constexpr auto kFeatureSets = std::to_array<NamedFeatures>({
    {"plain", {}},
    {"ordered", {.barriers = true, .ordered = true}},
    {"dependent", {.barriers = true, .ordered = true, .data = true, .control = true}},
    {"updates", {.updates = true}},
    {"ordered updates", {.updates = true, .barriers = true, .ordered = true}},
    {"locks", {.locks = true}},
    {"ordered locks", {.locks = true, .barriers = true, .ordered = true}},
    {"RCU", {.rcu = true}},
    {"ordered RCU", {.rcu = true, .barriers = true, .ordered = true}},
    {"all",
     {.updates = true,
      .locks = true,
      .rcu = true,
      .barriers = true,
      .ordered = true,
      .data = true,
      .control = true}},
});

constexpr Axioms axioms_of(Model model) {
  switch (model) {
    case Model::kSc:
      return Axioms::kSequentialConsistency;
    case Model::kTso:
      return Axioms::kTotalStoreOrder;
    case Model::kLkmm:
      return Axioms::kKernel;
  }
  return Axioms::kKernel;
}

struct Agreement {
  bool is_known = false;    ///< whether both saw all states
  bool too_much = false;    ///< the machine has a state that the axioms forbid
  bool too_little = false;  ///< the axioms allow a state that the machine has not
};

inline Agreement compare(const std::string& text, Model model) {
  const litmus::Test test = parse(text, "test");
  const AxiomaticResult allowed = states_by_axioms(test, axioms_of(model), 1'000'000);
  const Explored explored = explore(test, {.model = model});
  Agreement agreement;
  agreement.is_known = allowed.complete && explored.is_complete;
  for (const FinalState& state : explored.finals) {
    agreement.too_much |= !allowed.states.contains(state);
  }
  agreement.too_little = explored.finals.size() < allowed.states.size();
  return agreement;
}

inline Agreement compare(std::uint64_t seed, const Features& features, Model model) {
  return compare(random_test(seed, features), model);
}

}  // namespace lockstep::litmus::axiomatic
