// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lockstep/base/quote.h"
#include "lockstep/litmus/parse_process.h"

namespace lockstep::litmus {
namespace {

constexpr auto kTypeWords = std::to_array<std::string_view>(
    {"int",        "long",       "short",    "char",      "unsigned", "signed",        "void",
     "bool",       "_Bool",      "volatile", "const",     "static",   "inline",        "struct",
     "union",      "size_t",     "intptr_t", "uintptr_t", "atomic_t", "atomic_long_t", "atomic_int",
     "refcount_t", "spinlock_t", "mutex_t",  "u32",       "u64",      "uint32_t",      "uint64_t"});

bool is_type_word(std::string_view word) {
  return std::ranges::find(kTypeWords, word) != kTypeWords.end();
}

}  // namespace

unsigned location_index(Test& test, const std::string& name) {
  const auto found = std::ranges::find(test.locations, name, &Location::name);
  const auto index = static_cast<unsigned>(found - test.locations.begin());
  if (found == test.locations.end()) test.locations.push_back({.name = name});
  return index;
}

unsigned register_index(Process& process, const std::string& name) {
  const auto found = std::ranges::find(process.registers, name);
  const auto index = static_cast<unsigned>(found - process.registers.begin());
  if (found == process.registers.end()) {
    process.registers.push_back(name);
    process.initial.push_back(0);
  }
  return index;
}

bool skip_type(Tokens& tokens) {
  bool skipped = false;
  while (tokens.is_word() && is_type_word(tokens.peek().text)) {
    const std::string_view word = tokens.take().text;
    if ((word == "struct" || word == "union") && tokens.is_word()) tokens.take();
    skipped = true;
  }
  while (skipped &&
         (tokens.take_if("*") || tokens.take_if("volatile") || tokens.take_if("const"))) {
  }
  return skipped;
}

unsigned ProcessParser::emit(Instruction instruction) {
  process_.code.push_back(std::move(instruction));
  return here() - 1;
}

int ProcessParser::new_register() {
  return static_cast<int>(register_index(process_, fmt::format("#{}", temporaries_++)));
}

void ProcessParser::forget_register(int index) {
  if (static_cast<std::size_t>(index) + 1 != process_.registers.size()) return;
  process_.registers.pop_back();
  process_.initial.pop_back();
  --temporaries_;
}

Expression ProcessParser::emit_with_result(Instruction instruction) {
  instruction.result = new_register();
  emit(instruction);
  return {.op = Operator::kRegister, .value = instruction.result};
}

void ProcessParser::lead(const std::vector<unsigned>& jumps, unsigned target) {
  for (const unsigned jump : jumps) process_.code[jump].target = target;
}

void ProcessParser::parse() {
  parse_parameters();
  tokens_.expect("{");
  while (!tokens_.take_if("}")) parse_statement(nullptr);
  resolve_labels();
}

void ProcessParser::parse_parameters() {
  tokens_.expect("(");
  while (!tokens_.take_if(")")) {
    skip_type(tokens_);
    location_index(test_, tokens_.expect_word("a parameter"));
    if (!tokens_.is(")")) tokens_.expect(",");
  }
}

void ProcessParser::resolve_labels() {
  for (const auto& [jump, label] : gotos_) {
    const auto found = labels_.find(std::string(label.text));
    if (found == labels_.end()) {
      tokens_.fail(
          label, fmt::format("expected a label of this process, found {}", quote_word(label.text)));
    }
    process_.code[jump].target = found->second;
  }
  // A jump to the end was made before it was known where that is.
  for (Instruction& instruction : process_.code) {
    instruction.target = std::min(instruction.target, here());
  }
}

void ProcessParser::parse_block(Loop* loop) {
  if (!tokens_.take_if("{")) return parse_statement(loop);
  while (!tokens_.take_if("}")) parse_statement(loop);
}

void ProcessParser::parse_statement(Loop* loop) {
  if (tokens_.take_if(";")) return;
  if (tokens_.is("{")) return parse_block(loop);
  if (tokens_.is_word() && tokens_.is(":", 1)) {
    labels_[std::string(tokens_.take().text)] = here();
    return tokens_.expect(":");
  }
  if (parse_jump(loop)) return tokens_.expect(";");
  if (tokens_.take_if("if")) return parse_if(loop);
  if (tokens_.take_if("while")) return parse_while();
  if (tokens_.take_if("do")) return parse_do();
  if (tokens_.is("for") || tokens_.is("switch")) {
    tokens_.fail_unsupported(tokens_.peek(), "no loops with 'for', and no 'switch'");
  }
  if (skip_type(tokens_)) {
    parse_declaration();
  } else {
    parse_assignment();
  }
  tokens_.expect(";");
}

bool ProcessParser::parse_jump(Loop* loop) {
  constexpr unsigned kEnd = ~0u;
  const Token word = tokens_.peek();
  if (tokens_.take_if("goto")) {
    if (!tokens_.is_word()) tokens_.fail_expected("a label");
    gotos_.emplace_back(emit({.action = Action::kJump}), tokens_.take());
    return true;
  }
  if (tokens_.take_if("return")) {
    if (!tokens_.is(";")) parse_expression();
    emit({.action = Action::kJump, .target = kEnd});
    return true;
  }
  if (!tokens_.is("break") && !tokens_.is("continue")) return false;
  if (!loop) tokens_.fail(word, "expected a loop around this");
  tokens_.take();
  (word.text == "break" ? loop->leaving : loop->continuing)
      .push_back(emit({.action = Action::kJump}));
  return true;
}

void ProcessParser::parse_if(Loop* loop) {
  tokens_.expect("(");
  Expression condition = parse_expression();
  tokens_.expect(")");
  const unsigned branch = emit({.action = Action::kBranch, .value = std::move(condition)});
  parse_block(loop);
  if (!tokens_.take_if("else")) return lead({branch}, here());
  const unsigned jump = emit({.action = Action::kJump});
  lead({branch}, here());
  parse_block(loop);
  lead({jump}, here());
}

void ProcessParser::parse_while() {
  Loop loop;
  const unsigned begin = here();
  tokens_.expect("(");
  Expression condition = parse_expression();
  tokens_.expect(")");
  loop.leaving.push_back(emit({.action = Action::kBranch, .value = std::move(condition)}));
  parse_block(&loop);
  loop.continuing.push_back(emit({.action = Action::kJump}));
  lead(loop.leaving, here());
  lead(loop.continuing, begin);
}

void ProcessParser::parse_do() {
  Loop loop;
  const unsigned begin = here();
  parse_block(&loop);
  lead(loop.continuing, here());
  tokens_.expect("while");
  tokens_.expect("(");
  Expression condition = parse_expression();
  tokens_.expect(")");
  tokens_.expect(";");
  Expression ended = {.op = Operator::kNot, .operands = {std::move(condition)}};
  emit({.action = Action::kBranch, .value = std::move(ended), .target = begin});
  lead(loop.leaving, here());
}

void ProcessParser::parse_declaration() {
  do {
    while (tokens_.take_if("*")) {
    }
    const std::string name = tokens_.expect_word("a name");
    if (tokens_.is("[")) tokens_.fail_unsupported(tokens_.peek(), "no arrays");
    declared_.insert(name);
    register_index(process_, name);
    if (tokens_.take_if("=")) assign(name, parse_expression());
  } while (tokens_.take_if(","));
}

// If the value is what the last instruction left in a register of its own, it can go to its place
// at once.
void ProcessParser::assign(const std::string& name, Expression value) {
  const int target = static_cast<int>(register_index(process_, name));
  const bool is_last_result = value.op == Operator::kRegister && !process_.code.empty() &&
                              process_.code.back().result == static_cast<int>(value.value) &&
                              process_.registers[static_cast<std::size_t>(value.value)][0] == '#';
  if (!is_last_result) {
    emit({.action = Action::kAssign, .result = target, .value = std::move(value)});
    return;
  }
  process_.code.back().result = target;
  forget_register(static_cast<int>(value.value));
}

// An assignment, to a register or through a pointer, or a call.
void ProcessParser::parse_assignment() {
  if (tokens_.take_if("*")) {
    Instruction write = {.action = Action::kWrite, .order = Order::kPlain};
    write.address = parse_unary();
    tokens_.expect("=");
    write.value = parse_expression();
    emit(std::move(write));
    return;
  }
  const Token sign = tokens_.peek(1);
  if (!tokens_.is_word() || sign.text == "(") {
    parse_expression();
    return;
  }
  const std::string name = tokens_.expect_word("a statement");
  const Expression before = {.op = Operator::kRegister, .value = register_index(process_, name)};
  tokens_.take();
  if (sign.text == "=") return assign(name, parse_expression());
  const Operator op = sign.text.starts_with('+') ? Operator::kAdd : Operator::kSubtract;
  if (sign.text == "++" || sign.text == "--") {
    return assign(name, {.op = op, .operands = {before, {.value = 1}}});
  }
  if (sign.text != "+=" && sign.text != "-=") tokens_.fail(sign, "expected '='");
  assign(name, {.op = op, .operands = {before, parse_expression()}});
}

}  // namespace lockstep::litmus
