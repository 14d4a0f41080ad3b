// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>

#include "lockstep/litmus/test.h"

namespace lockstep::litmus {

/// What an operator makes of its operands; of one, only the first counts. Arithmetic wraps; by
/// zero, there is no division.
Value apply(Operator op, Value left, Value right = 0);

/// The value of an expression, given those of the registers.
Value evaluate(const Expression& expression, std::span<const Value> registers);

/// What a read-modify-write does to the value before.
struct Updated {
  bool is_stored = false;
  Value after = 0;  ///< if it is stored
};
Updated update(Update kind, Value before, Value operand, Value expected);

/// What it leaves in its register.
Value result_of(Result gives, Value before, const Updated& updated);

}  // namespace lockstep::litmus
