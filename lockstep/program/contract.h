// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include "lockstep/program/operation.h"

// The contract of the code under test, as the rows of its operations have it. All inline: an
// executor that knows the operation at compile time has little left to check.
namespace lockstep {

/// Whether permitted() looks at the facts of the object that the operation works on.
constexpr bool needs_facts(OperationCode code) { return info(code).needs_facts; }

/// Whether a task with these holdings may make this call. `facts` is about the object that the
/// operation works on; see needs_facts(). Faults are always permitted: that they break the contract
/// is what they are for.
constexpr bool permitted(const Operation& operation, const Holdings& holdings, const Facts& facts) {
  const auto rule = info(operation.code).permitted;
  return !rule || rule({operation, holdings, facts});
}

/// Takes over what the operation does to the holdings if it succeeds.
constexpr void apply_success(const Operation& operation, Holdings& holdings) {
  info(operation.code).effect.apply(holdings, target_of(operation));
}

}  // namespace lockstep
