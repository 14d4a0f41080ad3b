// SPDX-License-Identifier: GPL-2.0-only
// The frame of a litmus test: its name, what locations and registers hold at first, its processes,
// and what is asked of final states.
#include "lockstep/litmus/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/litmus/parse_condition.h"
#include "lockstep/litmus/parse_process.h"
#include "lockstep/litmus/tokens.h"

namespace lockstep::litmus {
namespace {

/// A register that was given a value before its process was read.
struct InitialRegister {
  unsigned process = 0;
  std::string name;
  Value value = 0;
  Token place;
};

class Parser {
 public:
  Parser(std::string_view text, const std::string& file) : tokens_(text, file) {
    test_.result = result_line(text);
  }

  Test parse() {
    parse_name();
    parse_start();
    while (begins_process()) parse_process();
    if (test_.processes.empty()) tokens_.fail_expected("a process, such as P0()");
    set_registers();
    parse_end();
    return std::move(test_);
  }

 private:
  // "Result: Never", in a comment.
  static std::string result_line(std::string_view text) {
    const std::string_view label = "Result:";
    const std::size_t found = text.find(label);
    if (found == std::string_view::npos) return "";
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    std::string_view rest = text.substr(found + label.size());
    const auto begin = std::ranges::find_if(rest, is_letter);
    rest.remove_prefix(static_cast<std::size_t>(begin - rest.begin()));
    const auto end = std::ranges::find_if_not(rest, is_letter);
    return {rest.begin(), end};
  }

  void parse_name() {
    expect_language();
    tokens_.take();
    const Token first = tokens_.peek();
    if (tokens_.is("{")) tokens_.fail_expected("the name of the test");
    while (!tokens_.is("{")) {
      if (tokens_.at_end() || begins_process()) {
        tokens_.fail_expected("'{', what variables hold at first, and '}'");
      }
      tokens_.take();
    }
    test_.name = tokens_.source_since(first);
    test_.name = test_.name.substr(0, test_.name.find(' '));
  }

  // herd7 reads tests in the languages of processors, too.
  void expect_language() const {
    constexpr auto kOthers = std::to_array<std::string_view>(
        {"AArch64", "ARM", "BPF", "LISA", "MIPS", "PPC", "RISCV", "X86", "X86_64"});
    if (tokens_.is("C")) return;
    if (std::ranges::find(kOthers, tokens_.peek().text) != kOthers.end()) {
      tokens_.fail_unsupported(tokens_.peek(), "no language but C");
    }
    tokens_.fail_expected("'C', and then the name of a litmus test");
  }

  void parse_start() {
    tokens_.expect("{");
    while (!tokens_.take_if("}")) {
      if (tokens_.take_if(";")) continue;
      skip_type(tokens_);
      const Token place = tokens_.peek();
      if (tokens_.is_number()) {
        const auto process = static_cast<unsigned>(tokens_.expect_number("a process"));
        tokens_.expect(":");
        const std::string name = tokens_.expect_word("a register");
        tokens_.expect("=");
        registers_.push_back({process, name, parse_initial_value(), place});
      } else {
        parse_location();
      }
    }
  }

  void parse_location() {
    const bool in_brackets = tokens_.take_if("[");
    const Token place = tokens_.peek();
    const unsigned index = location_index(test_, tokens_.expect_word("a location"));
    if (in_brackets) tokens_.expect("]");
    if (tokens_.is("[")) tokens_.fail_unsupported(place, "no arrays");
    if (!tokens_.take_if("=")) return;
    const Value value = parse_initial_value();
    test_.locations[index].initial = value;
  }

  Value parse_initial_value() {
    if (tokens_.take_if("(")) {
      if (skip_type(tokens_)) {
        tokens_.expect(")");
        return parse_initial_value();
      }
      const Value value = parse_initial_value();
      tokens_.expect(")");
      return value;
    }
    tokens_.take_if("&");
    if (!tokens_.is_word()) return tokens_.expect_number("a value");
    return kFirstAddress + location_index(test_, tokens_.expect_word("a location"));
  }

  bool begins_process() const {
    const std::string_view word = tokens_.peek().text;
    return tokens_.is_word() && word.size() > 1 && word.front() == 'P' &&
           std::ranges::all_of(word.substr(1), [](char c) { return c >= '0' && c <= '9'; });
  }

  void parse_process() {
    const std::string expected = fmt::format("P{}", test_.processes.size());
    if (!tokens_.is(expected)) tokens_.fail_expected(expected);
    tokens_.take();
    Process& process = test_.processes.emplace_back();
    ProcessParser(tokens_, test_, process).parse();
  }

  void set_registers() {
    for (const InitialRegister& one : registers_) {
      if (one.process >= test_.processes.size()) tokens_.fail(one.place, "expected a process");
      Process& process = test_.processes[one.process];
      process.initial[register_index(process, one.name)] = one.value;
    }
  }

  void parse_end() {
    bool asks = false;
    while (!asks) {
      if (tokens_.take_if("locations")) {
        parse_shown_terms(tokens_, test_);
      } else if (tokens_.take_if("filter")) {
        test_.filter = parse_proposition(tokens_, test_);
      } else {
        parse_condition(tokens_, test_);
        asks = true;
      }
    }
    note_shown_terms(test_.condition, test_);
    if (!tokens_.at_end()) tokens_.fail_expected("the end");
  }

  Tokens tokens_;
  Test test_;
  std::vector<InitialRegister> registers_;
};

}  // namespace

Test parse(std::string_view text, const std::string& file) { return Parser(text, file).parse(); }

}  // namespace lockstep::litmus
