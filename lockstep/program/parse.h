// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lockstep/program/text.h"

// What the parser of program texts is made of. All of it throws ParseError.
namespace lockstep {

/// Reads one line of program text from left to right. A token is a word (letters, digits, '_', '-')
/// or a single other character; blanks separate tokens, and '#' ends the line.
class Tokens {
 public:
  Tokens(std::string_view line, std::size_t line_number) : text_(line), line_(line_number) {
    advance();
  }

  /// The next token; empty at the end of the line.
  std::string_view peek() const { return text_.substr(begin_, end_ - begin_); }
  bool at_end() const { return begin_ == end_; }

  /// Takes the next token.
  std::string_view take();

  /// Takes the next token if it is this one.
  bool take_if(std::string_view token);

  /// Takes the next token, which must be this one.
  void expect(std::string_view token);

  /// Takes a word; `what` says what it stands for, such as "a task name".
  std::string_view expect_word(std::string_view what);

  /// Takes a number from `low` to `high`.
  std::int64_t expect_number(std::string_view what, std::int64_t low, std::int64_t high);

  /// The line must end here.
  void expect_end() const;

  /// Throws a ParseError at the next token: "expected WHAT, found TOKEN".
  [[noreturn]] void fail_expected(std::string_view what) const;

  /// Throws a ParseError at the token that was taken last.
  [[noreturn]] void fail_taken(const std::string& message) const;

  /// Where the next token stands.
  TextPosition position() const { return {line_, begin_ + 1}; }

 private:
  void advance();

  std::string_view text_;
  std::size_t line_;
  std::size_t taken_ = 0;  // where the token taken last begins
  std::size_t begin_ = 0;  // of the next token
  std::size_t end_ = 0;
};

/// The task of this name among those that are declared so far, if there is one.
std::optional<std::size_t> find_task(const Program& program, std::string_view name);

/// Reads the name of a task, which must be declared.
std::size_t parse_task(Tokens& line, const Program& program);

/// Reads an operation on the objects and tasks of the program.
Operation parse_operation(Tokens& line, const Program& program);

}  // namespace lockstep
