// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "lockstep/litmus/test.h"

namespace lockstep::litmus {

/// Which writes a read may return.
enum class Model : std::uint8_t {
  kSc,   ///< sequential consistency: the latest one
  kTso,  ///< total store order: x86
  kLkmm  ///< the Linux kernel's, where every read is a dependency of every later write
};

inline constexpr auto kModels = std::to_array({Model::kSc, Model::kTso, Model::kLkmm});

/// "sc", "tso" or "lkmm".
std::string_view name_of(Model model);

struct ExploreOptions {
  Model model = Model::kLkmm;
  bool any_coherence = true;  ///< see ViewMachine::Options
  std::uint64_t most_states = 3'000'000;
};

/// A final state: the values of all locations, and then of all registers of each process.
using FinalState = std::vector<Value>;

struct Explored {
  std::set<FinalState> finals;  ///< that the filter lets through
  std::uint64_t states = 0;     ///< of the machine
  bool is_complete = true;      ///< whether that were all
  bool hangs = false;           ///< processes may wait for ever
  bool races = false;           ///< marked and plain accesses may race
  bool looks_for_races = true;  ///< if the test has plain accesses; not under sc and tso
};

/// All executions of a test, by exploring the states that it can be in. Throws Unsupported for a
/// test that no machine can run. Linear in the number of states.
Explored explore(const Test& test, const ExploreOptions& options);

/// The value of a term in a final state, and whether a proposition holds there.
Value value_of(const Test& test, const Term& term, const FinalState& state);
bool holds(const Test& test, const Proposition& proposition, const FinalState& state);

/// How the condition of a test holds for these states, of which some may be missing.
Observation observe(const Test& test, const std::set<FinalState>& finals);

}  // namespace lockstep::litmus
