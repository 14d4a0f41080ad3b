// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/output_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <langinfo.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <clocale>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <initializer_list>
#include <string_view>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/cli/standard_streams.h"
#include "lockstep/cli/version.h"
#include "lockstep/program/bound_subject.h"

namespace lockstep {
namespace {

bool is_one_of(const std::string& word, const std::initializer_list<std::string_view>& names) {
  return std::ranges::find(names, word) != names.end();
}

// "--format=html", unlike "--format" followed by "html".
bool has_its_value(const std::string& word) {
  return word.starts_with("--format=") || word.starts_with("--output=");
}

/// How this process was called, as one would type it in a shell: "lockstep check --seed 2". Without
/// the folder of the command, and without options that say how and where a result is printed.
std::string command_line() {
  std::ifstream words("/proc/self/cmdline", std::ios::binary);
  std::string text = name_of_command();
  std::string word;
  std::getline(words, word, '\0');
  while (std::getline(words, word, '\0')) {
    if (is_one_of(word, {"--format", "--output"})) {
      std::getline(words, word, '\0');
    } else if (!has_its_value(word) && !is_one_of(word, {"--quiet", "--no-color"})) {
      text += " " + shell_word(word);
    }
  }
  return text;
}

constexpr std::array<std::string_view, 2> kFormats = {"text", "json"};

ReportFormat parse_format(const std::string& text) {
  const auto names = report_format_names();
  const auto found = std::ranges::find(names, text);
  if (found == names.end()) {
    throw InputError("--format: " +
                     expected_name(fmt::format("{}", fmt::join(names, ", ")), text, names));
  }
  return static_cast<ReportFormat>(found - names.begin());
}

bool locale_has_unicode() {
  std::setlocale(LC_CTYPE, "");
  return std::string_view(nl_langinfo(CODESET)) == "UTF-8";
}

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
    throw InputError("--format: " + expected_name(fmt::format("{}", fmt::join(kFormats, " or ")),
                                                  format, kFormats));
  }
  expect_result_writable(file);
}

void OutputOptions::write(std::string_view text) const { write_result(file, text); }

void ReportOptions::add_to(CLI::App& command) {
  command_ = &command;
  command
      .add_option("--format", formats_, "Format of the result, for the --output that follows it")
      ->allow_extra_args(false)
      ->check(known_values(report_format_names()))
      ->type_name("NAME");
  command
      .add_option("--output", files_,
                  "Write the result to a file; - is standard output; can be repeated")
      ->allow_extra_args(false)
      ->type_name("FILE");
  command.add_flag("--no-color", no_color_, "No colours on a terminal, like $NO_COLOR");
}

// Goes through the options in the order in which they were given.
void ReportOptions::pair_up() {
  auto format = formats_.begin();
  auto file = files_.begin();
  bool open = false;  // a format that has no file yet
  for (const CLI::Option* option : command_->parse_order()) {
    const bool is_output = option->check_lname("output");
    if (option->check_lname("format")) {
      if (open) {
        throw InputError(fmt::format("--format: expected --output FILE between {} and {}",
                                     *(format - 1), *format));
      }
      targets_.push_back({parse_format(*format++), ""});
    } else if (is_output) {
      if (!open) targets_.emplace_back();
      targets_.back().file = is_standard_output(*file) ? "" : *file;
      ++file;
    } else {
      continue;
    }
    open = !is_output;
  }
  if (targets_.empty()) targets_.emplace_back();
}

void ReportOptions::validate() {
  pair_up();
  for (auto target = targets_.begin(); target != targets_.end(); ++target) {
    expect_result_writable(target->file);
    if (std::ranges::count(targets_.begin(), target, target->file, &Target::file) != 0) {
      throw InputError(is_standard_output(target->file)
                           ? "--output: two results go to standard output"
                           : fmt::format("--output: {} is given twice", target->file));
    }
  }
}

Report new_report(const std::string& command) {
  Report report;
  report.command = command;
  report.invocation = command_line();
  report.version = version();
  return report;
}

TextStyle ReportOptions::style(const Target& target) const {
  if (!target.file.empty() || isatty(standard_output()) != 1) return {};
  const char* const no_color = std::getenv("NO_COLOR");
  return {.colour = !no_color_ && !(no_color && *no_color), .unicode = locale_has_unicode()};
}

// If one result cannot be written, the others still are.
void ReportOptions::write(const Report& report) const {
  std::exception_ptr first;
  for (const Target& target : targets_) {
    try {
      write_result(target.file, print_report(report, target.format, style(target)));
    } catch (const InputError&) {
      if (!first) first = std::current_exception();
    }
  }
  if (first) std::rethrow_exception(first);
}

}  // namespace lockstep
