// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <string>
#include <string_view>

// The standard streams, and the results that go to standard output or to a file.
namespace lockstep {

/// Opens /dev/null in place of standard input, output and error where they are closed, so that no
/// file that is opened later takes their place. Writing a result there still fails, as it would
/// without this: nobody should miss that it was lost. Throws std::system_error.
void open_standard_streams();

/// From now on, only results go to standard output. Whatever else is written there, for example by
/// an implementation that is run, goes to standard error. To be called once per process.
void keep_standard_output();

/// The file descriptor that results are written to.
int standard_output();

/// Whether a result goes to standard output: no file is given, or it is called "-" or /dev/stdout.
bool is_standard_output(std::string_view file);

/// Before any work is done: throws InputError if a result could not be written there.
void expect_result_writable(const std::string& file);

/// Writes a result to a file or to standard output. Throws InputError.
void write_result(const std::string& file, std::string_view text);

/// Writes to standard output. Throws InputError if that fails, e.g. because the disk is full.
void write_standard_output(std::string_view text);

}  // namespace lockstep
