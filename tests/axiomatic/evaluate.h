// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <vector>

#include "lockstep/litmus/test.h"
#include "tests/axiomatic/relation.h"

namespace lockstep::litmus::axiomatic {

/// A value, and the reads that it was computed from.
struct Traced {
  Value value = 0;
  EventSet from = 0;
};

/// What an expression gives, for these registers.
Traced evaluate(const Expression& expression, const std::vector<Traced>& registers);

}  // namespace lockstep::litmus::axiomatic
