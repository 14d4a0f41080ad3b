// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <string_view>

namespace lockstep {

/// In which format a result is wanted, text or JSON, and where: options that several commands
/// share.
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

/// Whether a result goes to standard output: no file is given, or it is called "-" or /dev/stdout.
bool is_standard_output(std::string_view file);

/// Before any work is done: throws InputError if a result could not be written there.
void expect_result_writable(const std::string& file);

/// Writes a result to a file or to standard output. Throws InputError.
void write_result(const std::string& file, std::string_view text);

/// Writes to standard output. Throws InputError if that fails, e.g. because the disk is full.
void write_standard_output(std::string_view text);

}  // namespace lockstep
