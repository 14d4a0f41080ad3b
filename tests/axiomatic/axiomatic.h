// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "lockstep/litmus/test.h"

// The final states of a litmus test, from the axioms of a memory model: a second opinion on what
// the machines of lockstep/memory/ do. All executions that a test might have are listed, and those
// that break an axiom are struck out.
namespace lockstep::litmus::axiomatic {

enum class Axioms : std::uint8_t {
  kSequentialConsistency,
  kTotalStoreOrder,  ///< x86
  kKernel,           ///< the Linux-kernel memory model, and each read comes before later writes
};

struct AxiomaticResult {
  /// Of each: the values of all locations, then those of all registers of each process.
  std::set<std::vector<Value>> states;
  bool complete = true;  ///< false: the budget was spent, and states may be missing
};

/// `budget` is for the steps of the search: reads that were given a write to read from, and
/// coherence orders. Throws std::invalid_argument for what has no axioms here: loops, schedule(),
/// RCU readers that do not end, and executions with more than 64 events.
AxiomaticResult states_by_axioms(const Test& test, Axioms axioms, std::uint64_t budget);

}  // namespace lockstep::litmus::axiomatic
