// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <string>

#include "lockstep/program/program.h"

namespace lockstep {

/// A program with the name of the file it came from, without folder and ending.
struct NamedProgram {
  std::string name;
  Program program;
};

/// Reads a program in text form. A mistake in it is an InputError that starts with
/// FILE:LINE:COLUMN.
Program load_program(const std::filesystem::path& path);

}  // namespace lockstep
