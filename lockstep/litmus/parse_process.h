// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/litmus/test.h"
#include "lockstep/litmus/tokens.h"

namespace lockstep::litmus {

/// The index of a location, which is added with the value 0 if there is none of that name.
unsigned location_index(Test& test, const std::string& name);

/// The index of a register of a process, likewise.
unsigned register_index(Process& process, const std::string& name);

/// Passes over a type, such as `volatile int **`, if there is one.
bool skip_type(Tokens& tokens);

/// Reads one process. The test gets a location for each parameter, and for each other name that is
/// used like one.
class ProcessParser {
 public:
  ProcessParser(Tokens& tokens, Test& test, Process& process)
      : tokens_(tokens), test_(test), process_(process) {}

  /// From the parameters to the closing brace.
  void parse();

 private:
  /// Instructions to be told where a loop ends, and where it goes on.
  struct Loop {
    std::vector<unsigned> leaving;
    std::vector<unsigned> continuing;
  };

  // parse_statements.cc
  void parse_parameters();
  void parse_block(Loop* loop);
  void parse_statement(Loop* loop);
  bool parse_jump(Loop* loop);
  void parse_if(Loop* loop);
  void parse_while();
  void parse_do();
  void parse_declaration();
  void parse_assignment();
  void assign(const std::string& name, Expression value);
  void resolve_labels();

  // parse_expressions.cc
  Expression parse_expression() { return parse_binary(0); }
  Expression parse_binary(unsigned level);
  Expression parse_short_circuit(Operator op, Expression left, unsigned level);
  Expression parse_unary();
  Expression parse_primary();
  Expression parse_name();
  Expression parse_lvalue();

  // parse_calls.cc
  Expression parse_call(const Token& name);
  bool parse_simple_call(std::string_view name, Expression& result);
  bool parse_update_call(std::string_view name, Expression& result);
  Expression parse_argument(bool is_last);
  void parse_operands(std::string_view arguments, Instruction& instruction);

  unsigned here() const { return static_cast<unsigned>(process_.code.size()); }
  unsigned emit(Instruction instruction);
  /// The same, with the result in a register of its own.
  Expression emit_with_result(Instruction instruction);
  void lead(const std::vector<unsigned>& jumps, unsigned target);
  int new_register();
  /// Of the last one that was made, if it was not needed after all.
  void forget_register(int index);

  Tokens& tokens_;
  Test& test_;
  Process& process_;
  std::set<std::string> declared_;  ///< registers; a parameter of the same name is hidden
  std::map<std::string, unsigned> labels_;
  std::vector<std::pair<unsigned, Token>> gotos_;
  unsigned temporaries_ = 0;
};

}  // namespace lockstep::litmus
