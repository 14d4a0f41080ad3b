// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include "lockstep/report/report_formats.h"

namespace lockstep {

/// In which formats a result is wanted, and where: a repeatable pair of options, --format and then
/// --output. A format without a file behind it goes to standard output, a file without a format
/// before it is text.
class ReportOptions {
 public:
  void add_to(CLI::App& command);

  /// Before any work is done: throws InputError for what could not be written later.
  void validate();

  /// Writes the result wherever it is wanted. Throws InputError if that is not possible somewhere.
  void write(const Report& report) const;

 private:
  struct Target {
    ReportFormat format = ReportFormat::kText;
    std::string file;  // empty: standard output
  };

  void pair_up();
  TextStyle style(const Target& target) const;

  const CLI::App* command_ = nullptr;
  std::vector<std::string> formats_;
  std::vector<std::string> files_;
  bool no_color_ = false;
  std::vector<Target> targets_;
};

/// An empty report, with how the command was called.
Report new_report(const std::string& command);

}  // namespace lockstep
