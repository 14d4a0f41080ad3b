// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/litmus/evaluate.h"

namespace lockstep::litmus {
namespace {

using Unsigned = std::uint64_t;

Value shift(Operator op, Value left, Value right) {
  if (right < 0 || right > 63) return 0;
  if (op == Operator::kShiftRight) return left >> right;
  return static_cast<Value>(static_cast<Unsigned>(left) << right);
}

Value divide(Operator op, Value left, Value right) {
  if (right == 0) return 0;
  if (right == -1) return op == Operator::kDivide ? static_cast<Value>(-Unsigned(left)) : 0;
  return op == Operator::kDivide ? left / right : left % right;
}

Value wrapped(Unsigned value) { return static_cast<Value>(value); }

}  // namespace

Value apply(Operator op, Value left, Value right) {
  switch (op) {
    case Operator::kNot:
      return left == 0;
    case Operator::kComplement:
      return ~left;
    case Operator::kNegate:
      return wrapped(-Unsigned(left));
    case Operator::kMultiply:
      return wrapped(Unsigned(left) * Unsigned(right));
    case Operator::kDivide:
    case Operator::kRemainder:
      return divide(op, left, right);
    case Operator::kAdd:
      return wrapped(Unsigned(left) + Unsigned(right));
    case Operator::kSubtract:
      return wrapped(Unsigned(left) - Unsigned(right));
    case Operator::kShiftLeft:
    case Operator::kShiftRight:
      return shift(op, left, right);
    case Operator::kLess:
      return left < right;
    case Operator::kGreater:
      return left > right;
    case Operator::kLessOrEqual:
      return left <= right;
    case Operator::kGreaterOrEqual:
      return left >= right;
    case Operator::kEqual:
      return left == right;
    case Operator::kUnequal:
      return left != right;
    case Operator::kBitAnd:
      return left & right;
    case Operator::kBitXor:
      return left ^ right;
    case Operator::kBitOr:
      return left | right;
    case Operator::kAnd:
      return left && right;
    case Operator::kOr:
      return left || right;
    case Operator::kConstant:
    case Operator::kRegister:
      break;  // no operands
  }
  return 0;
}

Value evaluate(const Expression& expression, std::span<const Value> registers) {
  if (expression.op == Operator::kConstant) return expression.value;
  if (expression.op == Operator::kRegister) {
    return registers[static_cast<std::size_t>(expression.value)];
  }
  const Value left = evaluate(expression.operands[0], registers);
  if (expression.operands.size() == 1) return apply(expression.op, left);
  return apply(expression.op, left, evaluate(expression.operands[1], registers));
}

Updated update(Update kind, Value before, Value operand, Value expected) {
  switch (kind) {
    case Update::kExchange:
      return {true, operand};
    case Update::kAdd:
      return {true, apply(Operator::kAdd, before, operand)};
    case Update::kSubtract:
      return {true, apply(Operator::kSubtract, before, operand)};
    case Update::kAnd:
      return {true, before & operand};
    case Update::kOr:
      return {true, before | operand};
    case Update::kXor:
      return {true, before ^ operand};
    case Update::kExchangeIfEqual:
      return {before == expected, operand};
    case Update::kAddUnless:
      return {before != expected, apply(Operator::kAdd, before, operand)};
    case Update::kAddIfBetween:
      return {before > 0 && before < expected, apply(Operator::kAdd, before, operand)};
  }
  return {};
}

Value result_of(Result gives, Value before, const Updated& updated) {
  switch (gives) {
    case Result::kNone:
      return 0;
    case Result::kBefore:
      return before;
    case Result::kAfter:
      return updated.after;
    case Result::kIsZero:
      return updated.after == 0;
    case Result::kIsStored:
      return updated.is_stored;
  }
  return 0;
}

}  // namespace lockstep::litmus
