// SPDX-License-Identifier: GPL-2.0-only
// Expressions of C. An access inside one becomes an instruction before the one that the expression
// is for, with its result in a register of its own.
#include <algorithm>
#include <array>
#include <optional>

#include "lockstep/litmus/parse_process.h"

namespace lockstep::litmus {
namespace {

struct Binary {
  std::string_view sign;
  Operator op;
  unsigned level;  ///< operators of a higher level bind closer
};

constexpr auto kBinary = std::to_array<Binary>({{"||", Operator::kOr, 0},
                                                {"&&", Operator::kAnd, 1},
                                                {"|", Operator::kBitOr, 2},
                                                {"^", Operator::kBitXor, 3},
                                                {"&", Operator::kBitAnd, 4},
                                                {"==", Operator::kEqual, 5},
                                                {"!=", Operator::kUnequal, 5},
                                                {"<", Operator::kLess, 6},
                                                {">", Operator::kGreater, 6},
                                                {"<=", Operator::kLessOrEqual, 6},
                                                {">=", Operator::kGreaterOrEqual, 6},
                                                {"<<", Operator::kShiftLeft, 7},
                                                {">>", Operator::kShiftRight, 7},
                                                {"+", Operator::kAdd, 8},
                                                {"-", Operator::kSubtract, 8},
                                                {"*", Operator::kMultiply, 9},
                                                {"/", Operator::kDivide, 9},
                                                {"%", Operator::kRemainder, 9}});
constexpr unsigned kLevels = 10;

std::optional<Operator> operator_of(std::string_view sign, unsigned level) {
  const auto is_it = [&](const Binary& one) { return one.sign == sign && one.level == level; };
  const auto* const found = std::ranges::find_if(kBinary, is_it);
  if (found == kBinary.end()) return std::nullopt;
  return found->op;
}

Expression address_of(unsigned location) { return {.value = kFirstAddress + location}; }

}  // namespace

Expression ProcessParser::parse_binary(unsigned level) {
  if (level == kLevels) return parse_unary();
  Expression left = parse_binary(level + 1);
  while (const auto op = operator_of(tokens_.peek().text, level)) {
    tokens_.take();
    if (*op == Operator::kAnd || *op == Operator::kOr) {
      left = parse_short_circuit(*op, std::move(left), level);
    } else {
      Expression right = parse_binary(level + 1);
      left = {.op = *op, .operands = {std::move(left), std::move(right)}};
    }
  }
  if (level == 0 && tokens_.is("?")) tokens_.fail_unsupported(tokens_.peek(), "no '?'");
  return left;
}

// Accesses of the right operand are not made if the left one decides.
Expression ProcessParser::parse_short_circuit(Operator op, Expression left, unsigned level) {
  const std::vector<Instruction> code = process_.code;
  const int result = new_register();
  Expression decided = {.op = Operator::kRegister, .value = result};
  const Expression is_true = {.op = Operator::kUnequal, .operands = {left, {}}};
  emit({.action = Action::kAssign, .result = result, .value = is_true});
  const Expression goes_on =
      op == Operator::kAnd ? decided : Expression{.op = Operator::kNot, .operands = {decided}};
  const unsigned branch = emit({.action = Action::kBranch, .value = goes_on});
  Expression right = parse_binary(level + 1);
  if (here() == branch + 1) {
    process_.code = code;
    forget_register(result);
    return {.op = op, .operands = {std::move(left), std::move(right)}};
  }
  emit({.action = Action::kAssign,
        .result = result,
        .value = {.op = Operator::kUnequal, .operands = {std::move(right), {}}}});
  lead({branch}, here());
  return decided;
}

Expression ProcessParser::parse_unary() {
  const auto of_operand = [&](Operator op) -> Expression {
    return {.op = op, .operands = {parse_unary()}};
  };
  if (tokens_.take_if("!")) return of_operand(Operator::kNot);
  if (tokens_.take_if("~")) return of_operand(Operator::kComplement);
  if (tokens_.take_if("-")) return of_operand(Operator::kNegate);
  if (tokens_.take_if("+")) return parse_unary();
  if (tokens_.take_if("&")) {
    if (tokens_.take_if("*")) return parse_unary();
    return address_of(location_index(test_, tokens_.expect_word("a location")));
  }
  if (!tokens_.take_if("*")) return parse_primary();
  Instruction read = {.action = Action::kRead, .order = Order::kPlain};
  read.address = parse_unary();
  return emit_with_result(std::move(read));
}

Expression ProcessParser::parse_primary() {
  if (tokens_.is_number()) return {.value = tokens_.expect_number("a number")};
  if (!tokens_.take_if("(")) return parse_name();
  if (skip_type(tokens_)) {
    tokens_.expect(")");
    return parse_unary();
  }
  Expression inner = parse_expression();
  tokens_.expect(")");
  return inner;
}

// A location's name, which a parameter has, is its address.
Expression ProcessParser::parse_name() {
  if (!tokens_.is_word()) tokens_.fail_expected("an expression");
  const Token token = tokens_.take();
  if (tokens_.is("(")) return parse_call(token);
  if (tokens_.is("->") || tokens_.is("[") || tokens_.is(".")) {
    tokens_.fail_unsupported(token, "no structures, and no arrays");
  }
  const std::string name(token.text);
  const bool is_register =
      declared_.contains(name) || std::ranges::count(process_.registers, name) > 0;
  if (!is_register && std::ranges::count(test_.locations, name, &Location::name) > 0) {
    return address_of(location_index(test_, name));
  }
  return {.op = Operator::kRegister, .value = register_index(process_, name)};
}

// What READ_ONCE() and its kind are given: its address.
Expression ProcessParser::parse_lvalue() {
  if (tokens_.take_if("(")) {
    Expression inner = parse_lvalue();
    tokens_.expect(")");
    return inner;
  }
  if (tokens_.take_if("*")) return parse_unary();
  const Token token = tokens_.peek();
  const std::string name = tokens_.expect_word("'*'");
  if (tokens_.is("->") || tokens_.is("[") || tokens_.is(".")) {
    tokens_.fail_unsupported(token, "no structures, and no arrays");
  }
  if (declared_.contains(name)) tokens_.fail(token, "expected '*', found a local variable");
  return address_of(location_index(test_, name));
}

}  // namespace lockstep::litmus
