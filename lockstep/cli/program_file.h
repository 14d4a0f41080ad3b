// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <string>
#include <string_view>

#include "kernel/abi/implementation.h"
#include "lockstep/program/text.h"

namespace lockstep {

/// A program as a file gave it.
struct LoadedProgram {
  Program program;
  bool from_bytes = false;       ///< the names of its tasks are not the user's, then
  OperationPositions positions;  ///< in the text; empty if it was bytes
};

/// Reads a program in text form, or in byte form as fuzzers leave it. A file is bytes if `bytes` is
/// set; or if it is no program text, has a byte that no text has, and is not called *.txt. Throws
/// InputError; a mistake in a text starts with FILE:LINE:COLUMN.
LoadedProgram load_text_or_bytes(const std::filesystem::path& path, bool bytes);

/// unpack_program() for the content of a file.
Program unpack_content(std::string_view content);

/// The one program that a command is about: an argument and an option that several commands share.
struct ProgramFile {
  std::string file;
  bool bytes = false;

  void add_to(CLI::App& command);
  LoadedProgram load() const { return load_text_or_bytes(file, bytes); }

  /// The implementation has to support every operation of the program that was loaded: throws
  /// InputError for the first one that it lacks, with FILE:LINE:COLUMN.
  void expect_supported(const LoadedProgram& loaded,
                        const lockstep_implementation& implementation) const;
};

}  // namespace lockstep
