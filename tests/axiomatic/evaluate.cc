// SPDX-License-Identifier: GPL-2.0-only
#include "tests/axiomatic/evaluate.h"

#include <cstdint>

namespace lockstep::litmus::axiomatic {
namespace {

// Arithmetic wraps around.
template <typename Function>
Value wrapped(Value a, Value b, Function function) {
  return static_cast<Value>(function(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b)));
}

Value negated(Value a) {
  return wrapped(0, a, [](auto x, auto y) { return x - y; });
}

Value quotient(Value a, Value b) {
  if (b == 0) return 0;
  return b == -1 ? negated(a) : a / b;
}

Value remainder(Value a, Value b) { return b == 0 || b == -1 ? 0 : a % b; }

Value of_one(Operator op, Value a) {
  if (op == Operator::kNot) return a == 0;
  return op == Operator::kComplement ? ~a : negated(a);
}

Value arithmetic(Operator op, Value a, Value b) {
  switch (op) {
    case Operator::kMultiply:
      return wrapped(a, b, [](auto x, auto y) { return x * y; });
    case Operator::kDivide:
      return quotient(a, b);
    case Operator::kRemainder:
      return remainder(a, b);
    case Operator::kAdd:
      return wrapped(a, b, [](auto x, auto y) { return x + y; });
    case Operator::kSubtract:
      return wrapped(a, b, [](auto x, auto y) { return x - y; });
    case Operator::kShiftLeft:
      return wrapped(a, b, [](auto x, auto y) { return x << (y & 63); });
    default:
      return a >> (b & 63);
  }
}

Value comparison(Operator op, Value a, Value b) {
  switch (op) {
    case Operator::kLess:
      return a < b;
    case Operator::kGreater:
      return a > b;
    case Operator::kLessOrEqual:
      return a <= b;
    case Operator::kGreaterOrEqual:
      return a >= b;
    case Operator::kEqual:
      return a == b;
    default:
      return a != b;
  }
}

Value logic(Operator op, Value a, Value b) {
  switch (op) {
    case Operator::kBitAnd:
      return a & b;
    case Operator::kBitXor:
      return a ^ b;
    case Operator::kBitOr:
      return a | b;
    case Operator::kAnd:
      return a != 0 && b != 0;
    default:
      return a != 0 || b != 0;
  }
}

Value of_two(Operator op, Value a, Value b) {
  if (op <= Operator::kShiftRight) return arithmetic(op, a, b);
  return op <= Operator::kUnequal ? comparison(op, a, b) : logic(op, a, b);
}

}  // namespace

Traced evaluate(const Expression& expression, const std::vector<Traced>& registers) {
  if (expression.op == Operator::kConstant) return {expression.value};
  if (expression.op == Operator::kRegister)
    return registers.at(static_cast<std::size_t>(expression.value));
  const Traced first = evaluate(expression.operands.at(0), registers);
  if (expression.op <= Operator::kNegate) return {of_one(expression.op, first.value), first.from};
  const Traced second = evaluate(expression.operands.at(1), registers);
  return {of_two(expression.op, first.value, second.value), first.from | second.from};
}

bool stores(Update update, Value before, Value operand, Value expected) {
  switch (update) {
    case Update::kExchangeIfEqual:
      return before == expected;
    case Update::kAddUnless:
      return before != expected;
    case Update::kAddIfBetween:
      return before != 0 && operand <= expected - before;
    default:
      return true;
  }
}

Value stored(Update update, Value before, Value operand) {
  switch (update) {
    case Update::kExchange:
    case Update::kExchangeIfEqual:
      return operand;
    case Update::kSubtract:
      return arithmetic(Operator::kSubtract, before, operand);
    case Update::kAnd:
      return before & operand;
    case Update::kOr:
      return before | operand;
    case Update::kXor:
      return before ^ operand;
    default:
      return arithmetic(Operator::kAdd, before, operand);
  }
}

Value given(Result result, Value before, Value after, bool has_stored) {
  switch (result) {
    case Result::kAfter:
      return after;
    case Result::kIsZero:
      return after == 0;
    case Result::kIsStored:
      return has_stored;
    default:
      return before;
  }
}

}  // namespace lockstep::litmus::axiomatic
