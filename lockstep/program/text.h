// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/program/program.h"

// The text form of programs, described in docs/program-text.md.
namespace lockstep {

/// A mistake in program text: where, what was expected there and what was found.
class ParseError : public std::runtime_error {
 public:
  /// Lines and columns count from 1; columns count bytes.
  ParseError(std::size_t line, std::size_t column, const std::string& message)
      : std::runtime_error(message), line(line), column(column) {}

  const std::size_t line;
  const std::size_t column;
};

/// The longest text that is taken for a program.
inline constexpr std::size_t kMaxProgramText = std::size_t{1} << 20;

/// The longest name of a task.
inline constexpr std::size_t kMaxTaskName = 32;

/// A place in a text. Lines and columns count from 1; columns count bytes.
struct TextPosition {
  std::size_t line = 0;
  std::size_t column = 0;
};

/// Where operations stand in a program's text, by task and in their order.
using OperationPositions = std::vector<std::vector<TextPosition>>;

/// Reads a program. Throws ParseError at the first mistake. Linear in the size of the text.
Program parse_program(std::string_view text);

/// The same, and says where the operations stand.
Program parse_program(std::string_view text, OperationPositions& positions);

/// Writes a program so that parse_program() gives the same one back. Ends with a newline.
std::string print_program(const Program& program);

/// One operation, as it stands in a program's text.
std::string print_operation(const Program& program, const Operation& operation);

/// The schedule as it stands in a program's text, without the word "schedule".
std::string print_schedule(const Program& program, const Schedule& schedule);

/// "DEBUG_VM=on LOCKDEP=off"
std::string print_configuration(const Configuration& configuration);

/// Several, with commas between them.
std::string print_configurations(std::span<const Configuration> configurations);

/// A program with the name of its file, without folder and ending.
struct NamedProgram {
  std::string name;
  Program program;
};

/// Reads a program from a file. Throws InputError, which for a mistake in the text starts with
/// FILE:LINE:COLUMN.
Program load_program(const std::filesystem::path& path);

}  // namespace lockstep
