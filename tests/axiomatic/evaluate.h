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

/// Whether an update stores anything, if it reads `before`.
bool stores(Update update, Value before, Value operand, Value expected);

/// What it stores then.
Value stored(Update update, Value before, Value operand);

/// What it leaves in its register.
Value given(Result result, Value before, Value after, bool has_stored);

}  // namespace lockstep::litmus::axiomatic
