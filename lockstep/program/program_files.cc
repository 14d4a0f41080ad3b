// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/program_files.h"

#include <fmt/format.h>

#include "lockstep/base/files.h"
#include "lockstep/program/text.h"

namespace lockstep {

namespace fs = std::filesystem;

Program load_program(const fs::path& path) {
  const std::string text = read_input(path);
  try {
    return parse_program(text);
  } catch (const ParseError& error) {
    throw InputError(
        fmt::format("{}:{}:{}: {}", path.string(), error.line, error.column, error.what()));
  }
}

}  // namespace lockstep
