// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/evaluate.h"

#include "lockstep/litmus/evaluate.h"

namespace lockstep::litmus::axiomatic {

Traced evaluate(const Expression& expression, const std::vector<Traced>& registers) {
  if (expression.op == Operator::kConstant) return {expression.value};
  if (expression.op == Operator::kRegister) {
    return registers.at(static_cast<std::size_t>(expression.value));
  }
  const Traced first = evaluate(expression.operands.at(0), registers);
  if (expression.operands.size() == 1) return {apply(expression.op, first.value), first.from};
  const Traced second = evaluate(expression.operands.at(1), registers);
  return {apply(expression.op, first.value, second.value), first.from | second.from};
}

}  // namespace lockstep::litmus::axiomatic
