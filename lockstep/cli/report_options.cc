// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/report_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <langinfo.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <string_view>

#include "lockstep/cli/command_line.h"
#include "lockstep/cli/known_values.h"
#include "lockstep/cli/output_options.h"
#include "lockstep/cli/version.h"
#include "lockstep/program/files.h"
#include "lockstep/program/nearest_name.h"

namespace lockstep {
namespace {

ReportFormat parse_format(const std::string& text) {
  const auto names = report_format_names();
  const auto found = std::ranges::find(names, text);
  if (found == names.end()) {
    throw InputError(fmt::format("--format: expected {}, found '{}'{}", fmt::join(names, ", "),
                                 text, suggest_name(text, names)));
  }
  return static_cast<ReportFormat>(found - names.begin());
}

bool locale_has_unicode() {
  std::setlocale(LC_CTYPE, "");
  return std::string_view(nl_langinfo(CODESET)) == "UTF-8";
}

}  // namespace

void ReportOptions::add_to(CLI::App& command) {
  command_ = &command;
  command
      .add_option("--format", formats_, "Format of the result, for the --output that follows it")
      ->allow_extra_args(false)
      ->check(known_values(report_format_names()))
      ->type_name("NAME");
  command
      .add_option("--output", files_,
                  "Write the result to a file instead of standard output; can be repeated")
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
      targets_.back().file = *file++;
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
    if (target->file.empty()) continue;
    expect_writable(target->file);
    if (std::ranges::count(targets_.begin(), target, target->file, &Target::file) != 0) {
      throw InputError(fmt::format("--output: {} is given twice", target->file));
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
  if (!target.file.empty() || isatty(STDOUT_FILENO) != 1) return {};
  const char* const no_color = std::getenv("NO_COLOR");
  return {.colour = !no_color_ && !(no_color && *no_color), .unicode = locale_has_unicode()};
}

void ReportOptions::write(const Report& report) const {
  for (const Target& target : targets_) {
    const std::string text = print_report(report, target.format, style(target));
    if (target.file.empty()) {
      write_standard_output(text);
    } else {
      write_output(target.file, text);
    }
  }
}

}  // namespace lockstep
