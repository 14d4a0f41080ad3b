// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>

#include "lockstep/litmus/test.h"

namespace lockstep::litmus {

/// The value of an expression, given those of the registers. Arithmetic wraps; by zero, there is no
/// division.
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
