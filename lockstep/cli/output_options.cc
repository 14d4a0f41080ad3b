// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/output_options.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "lockstep/program/files.h"
#include "lockstep/program/quote.h"

namespace lockstep {

void OutputOptions::add_to(CLI::App& command) {
  command.add_option("--format", format, "Format of the result: text")
      ->capture_default_str()
      ->type_name("NAME");
  command.add_option("--output", file, "Write the result to a file; - is standard output")
      ->type_name("FILE");
}

void OutputOptions::validate() const {
  if (format != "text") {
    throw InputError(fmt::format("--format: expected text, found {}", quote_word(format)));
  }
  expect_result_writable(file);
}

void OutputOptions::write(std::string_view text) const { write_result(file, text); }

bool is_standard_output(std::string_view file) { return file.empty() || file == "-"; }

void expect_result_writable(const std::string& file) {
  if (!is_standard_output(file)) expect_writable(file);
}

void write_result(const std::string& file, std::string_view text) {
  if (is_standard_output(file)) {
    write_standard_output(text);
  } else {
    write_output(file, text);
  }
}

void write_standard_output(std::string_view text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    throw InputError(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
  }
}

}  // namespace lockstep
