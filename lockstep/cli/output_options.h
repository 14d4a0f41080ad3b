// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/report/report_formats.h"

namespace lockstep {

/// The options --format, text or JSON, and --output, which several commands share.
struct OutputOptions {
  std::string format = "text";
  std::string file;  ///< see is_standard_output()

  void add_to(CLI::App& command);

  /// Before any work is done: throws InputError for what could not be written later.
  void validate() const;

  bool wants_json() const { return format == "json"; }

  /// Writes a result. Throws InputError if it cannot be written.
  void write(std::string_view text) const;
};

/// A pair of options that can be repeated: --format and then --output. A format with no file after
/// it goes to standard output, a file with no format before it is text.
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
