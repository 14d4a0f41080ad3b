// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/output_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/known_values.h"
#include "lockstep/cli/standard_streams.h"

namespace lockstep {
namespace {

constexpr std::array<std::string_view, 2> kFormats = {"text", "json"};

}  // namespace

void OutputOptions::add_to(CLI::App& command) {
  command.add_option("--format", format, "Format of the result: text or json")
      ->capture_default_str()
      ->check(known_values(kFormats))
      ->type_name("NAME");
  command.add_option("--output", file, "Write the result to a file; - is standard output")
      ->type_name("FILE");
}

void OutputOptions::validate() const {
  if (std::ranges::find(kFormats, format) == kFormats.end()) {
    throw InputError(fmt::format("--format: expected {}, found {}{}", fmt::join(kFormats, " or "),
                                 quote_word(format), suggest_name(format, kFormats)));
  }
  expect_result_writable(file);
}

void OutputOptions::write(std::string_view text) const { write_result(file, text); }

// By the names that shells and other tools know for it, too: keep_standard_output() moves it.
bool is_standard_output(std::string_view file) {
  constexpr std::array<std::string_view, 5> kNames = {"", "-", "/dev/stdout", "/dev/fd/1",
                                                      "/proc/self/fd/1"};
  return std::ranges::find(kNames, file) != kNames.end();
}

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
  while (!text.empty()) {
    const ssize_t written = write(standard_output(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      throw InputError(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace lockstep
