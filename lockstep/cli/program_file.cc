// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/program_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/program/bytes.h"
#include "lockstep/program/text.h"

namespace lockstep {
namespace {

/// Whether this character may be in a text that a person wrote.
bool could_be_in_text(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  const bool control = first < 0x20 || first == 0x7f;
  return !control || first == '\t' || first == '\n' || first == '\r';
}

/// Whether this could be a text that a person wrote, with or without mistakes.
bool could_be_text(std::string_view content) {
  while (!content.empty()) {
    const std::size_t size = utf8_size(content);
    if (size == 0 || !could_be_in_text(content.substr(0, size))) return false;
    content.remove_prefix(size);
  }
  return true;
}

/// "FILE:LINE:COLUMN" of an operation, or "FILE" if it was bytes.
std::string place_of(const std::string& file, const LoadedProgram& loaded, std::size_t task,
                     std::size_t index) {
  if (loaded.from_bytes) return file;
  const TextPosition& position = loaded.positions[task][index];
  return fmt::format("{}:{}:{}", file, position.line, position.column);
}

std::span<const std::uint8_t> bytes_of(std::string_view content) {
  return {reinterpret_cast<const std::uint8_t*>(content.data()), content.size()};
}

// Expects a program of this subject.
Program unpack_own(const std::filesystem::path& path, std::string_view content) {
  const unsigned subject = packed_subject(bytes_of(content));
  if (subject != kSubject.number) {
    throw InputError(fmt::format(
        "{}: expected a program of {}, found one of the subject with the number {}: see --subject",
        path.string(), kSubject.name, subject));
  }
  return unpack_content(content);
}

}  // namespace

LoadedProgram load_text_or_bytes(const std::filesystem::path& path, bool bytes) {
  const std::string content = read_input(path);
  if (bytes) return {unpack_own(path, content), true, {}};
  const bool called_text = path.extension() == ".txt";
  try {
    LoadedProgram loaded;
    loaded.program = parse_program(content, loaded.positions);
    return loaded;
  } catch (const ParseError& error) {
    if (!called_text && !could_be_text(content)) return {unpack_own(path, content), true, {}};
    throw InputError(fmt::format("{}:{}:{}: {}{}", path.string(), error.line, error.column,
                                 error.what(),
                                 called_text ? "" : " (for a fuzzer's bytes: --bytes)"));
  }
}

Program unpack_content(std::string_view content) { return unpack_program(bytes_of(content)); }

void ProgramFile::add_to(CLI::App& command) {
  command.add_option("FILE", file, "Program text, or a fuzzer's crash file; - for standard input")
      ->type_name("FILE.txt")
      ->required();
  command.add_flag("--bytes", bytes, "Take the file for a fuzzer's even if it looks like text");
}

void ProgramFile::expect_supported(const LoadedProgram& loaded,
                                   const lockstep_implementation& implementation) const {
  const OperationSet supported = supported_operations(implementation);
  const Program& program = loaded.program;
  for (std::size_t task = 0; task < program.tasks.size(); ++task) {
    const auto& operations = program.tasks[task].operations;
    const auto lacking = std::ranges::find_if_not(
        operations, [&](const Operation& operation) { return supported.contains(operation); });
    if (lacking == operations.end()) continue;
    const auto index = static_cast<std::size_t>(lacking - operations.begin());
    throw InputError(fmt::format("{}: expected an operation that {} has, found '{}'",
                                 place_of(file, loaded, task, index), implementation.name,
                                 print_operation(program, *lacking)));
  }
}

}  // namespace lockstep
