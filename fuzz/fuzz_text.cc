// SPDX-License-Identifier: GPL-2.0-only
// A text that parses as a program prints as a text that parses to the same program and prints the
// same.
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lockstep/base/messages.h"
#include "lockstep/program/bytes.h"
#include "lockstep/program/text.h"

namespace {

[[noreturn]] void fail(std::string_view what, std::string_view printed) {
  lockstep::write_standard_error(fmt::format("fuzz_text: {}:\n{}\n", what, printed));
  std::abort();
}

void expect_stable(const lockstep::Program& program) {
  const std::string printed = lockstep::print_program(program);
  try {
    const lockstep::Program again = lockstep::parse_program(printed);
    if (!(again == program)) fail("parses to another program once it is printed", printed);
    if (lockstep::print_program(again) != printed) fail("prints differently", printed);
  } catch (const lockstep::ParseError& error) {
    fail(fmt::format("{}:{}: {}", error.line, error.column, error.what()), printed);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lockstep::Program program;
  try {
    program = lockstep::parse_program({reinterpret_cast<const char*>(data), size});
  } catch (const lockstep::ParseError&) {
    return 0;
  }
  expect_stable(program);
  expect_stable(lockstep::unpack_program(lockstep::pack_program(program)));
  return 0;
}
