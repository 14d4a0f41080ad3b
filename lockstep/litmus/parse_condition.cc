// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/litmus/parse_condition.h"

#include <algorithm>
#include <array>

namespace lockstep::litmus {
namespace {

struct Comparison {
  std::string_view sign;
  Operator op;
};

constexpr auto kComparisons = std::to_array<Comparison>({{"=", Operator::kEqual},
                                                         {"==", Operator::kEqual},
                                                         {"!=", Operator::kUnequal},
                                                         {"<", Operator::kLess},
                                                         {">", Operator::kGreater},
                                                         {"<=", Operator::kLessOrEqual},
                                                         {">=", Operator::kGreaterOrEqual}});

unsigned find_location(Tokens& tokens, const Test& test) {
  const Token place = tokens.peek();
  const std::string name = tokens.expect_word("a location or a register");
  const auto found = std::ranges::find(test.locations, name, &Location::name);
  if (found == test.locations.end())
    tokens.fail(place, "expected a location, found '" + name + "'");
  return static_cast<unsigned>(found - test.locations.begin());
}

// A register that its process does not have is 0.
Term parse_register(Tokens& tokens, const Test& test) {
  const Token place = tokens.peek();
  const auto process = static_cast<std::uint64_t>(tokens.expect_number("a process"));
  if (process >= test.processes.size()) tokens.fail(place, "expected the number of a process");
  tokens.expect(":");
  const std::string name = tokens.expect_word("a register");
  const std::vector<std::string>& registers = test.processes[process].registers;
  const auto found = std::ranges::find(registers, name);
  if (found == registers.end()) return {.kind = Term::Kind::kValue};
  return {.kind = Term::Kind::kRegister,
          .process = static_cast<unsigned>(process),
          .index = static_cast<unsigned>(found - registers.begin())};
}

Term parse_term(Tokens& tokens, const Test& test) {
  if (tokens.is_number()) return parse_register(tokens, test);
  tokens.take_if("*");
  const bool in_brackets = tokens.take_if("[");
  const Term term = {.kind = Term::Kind::kLocation, .index = find_location(tokens, test)};
  if (in_brackets) tokens.expect("]");
  return term;
}

// What a term is compared with: a value, which the name of a location is as well.
Term parse_value(Tokens& tokens, const Test& test) {
  if (tokens.is_number() && tokens.is(":", 1)) return parse_register(tokens, test);
  if (tokens.is_number() || tokens.is("-")) {
    return {.value = tokens.expect_number("a value")};
  }
  tokens.take_if("&");
  return {.value = kFirstAddress + find_location(tokens, test)};
}

Proposition parse_atom(Tokens& tokens, const Test& test) {
  if (tokens.take_if("~") || tokens.take_if("not")) {
    return {.connective = Connective::kNot, .operands = {parse_atom(tokens, test)}};
  }
  if (tokens.take_if("(")) {
    Proposition inner = parse_proposition(tokens, test);
    tokens.expect(")");
    return inner;
  }
  if (tokens.take_if("true")) return {};
  if (tokens.take_if("false")) return {.connective = Connective::kNot, .operands = {{}}};
  Proposition comparison = {.connective = Connective::kCompare};
  comparison.left = parse_term(tokens, test);
  const auto* const sign = std::ranges::find(kComparisons, tokens.peek().text, &Comparison::sign);
  if (sign == kComparisons.end()) tokens.fail_expected("'=' or another comparison");
  tokens.take();
  comparison.comparison = sign->op;
  comparison.right = parse_value(tokens, test);
  return comparison;
}

Proposition parse_conjunction(Tokens& tokens, const Test& test) {
  Proposition all = parse_atom(tokens, test);
  while (tokens.take_if("/\\") || tokens.take_if("&&")) {
    all = {.connective = Connective::kAnd, .operands = {all, parse_atom(tokens, test)}};
  }
  return all;
}

void show(const Term& term, Test& test) {
  const auto is_it = [&](const Term& other) {
    return other.kind == term.kind && other.process == term.process && other.index == term.index;
  };
  if (term.kind == Term::Kind::kValue || std::ranges::any_of(test.shown, is_it)) return;
  test.shown.push_back(term);
}

}  // namespace

Proposition parse_proposition(Tokens& tokens, const Test& test) {
  Proposition any = parse_conjunction(tokens, test);
  while (tokens.take_if("\\/") || tokens.take_if("||")) {
    any = {.connective = Connective::kOr, .operands = {any, parse_conjunction(tokens, test)}};
  }
  if (!tokens.take_if("=>")) return any;
  const Proposition not_any = {.connective = Connective::kNot, .operands = {any}};
  return {.connective = Connective::kOr, .operands = {not_any, parse_proposition(tokens, test)}};
}

void parse_condition(Tokens& tokens, Test& test) {
  const Token first = tokens.peek();
  if (tokens.take_if("~") || tokens.take_if("not")) {
    tokens.expect("exists");
    test.quantifier = Quantifier::kNotExists;
  } else if (tokens.take_if("forall")) {
    test.quantifier = Quantifier::kForAll;
  } else if (!tokens.take_if("exists")) {
    tokens.fail_expected("'exists', 'forall' or '~exists'");
  }
  test.condition = parse_proposition(tokens, test);
  test.condition_text = tokens.source_since(first);
}

void parse_shown_terms(Tokens& tokens, Test& test) {
  tokens.expect("[");
  while (!tokens.take_if("]")) {
    if (tokens.take_if(";") || tokens.take_if(",")) continue;
    show(parse_term(tokens, test), test);
  }
}

void note_shown_terms(const Proposition& proposition, Test& test) {
  for (const Proposition& operand : proposition.operands) note_shown_terms(operand, test);
  show(proposition.left, test);
  show(proposition.right, test);
}

}  // namespace lockstep::litmus
