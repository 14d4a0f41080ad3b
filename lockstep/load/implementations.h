// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernel/abi/implementation.h"

namespace lockstep {

/// The implementations that are built into the tool, the reference first. Executables decide which
/// these are, by linking lockstep_built_in or another definition of this function.
std::span<const lockstep_implementation* const> built_in_implementations();

/// The built-in implementation with this name, or null.
const lockstep_implementation* find_implementation(std::string_view name);

/// Why an implementation cannot be used; what() is one line for the user.
class ImplementationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The symbol of the code that was compiled, in shared objects that Lockstep made from a kernel
/// tree.
inline constexpr const char* kCompiledCodeSymbol = "lockstep_compiled_code";

/// Loads an implementation from a shared object that exports `lockstep_implementation`. It stays
/// loaded until the process ends. Its texts are printable, and say what file it is from (see
/// texts_of_file()), unless it was made from a kernel tree: then they stay as they are. Throws
/// ImplementationError if the file cannot be loaded, was compiled with other sanitizers than this
/// build, exports no table, or its table is of another ABI version or lacks an entry that must be
/// there.
const lockstep_implementation& load_implementation(const std::string& path);

/// Whether both are one and the same: one table, or from files with the same bytes.
bool is_same_code(const lockstep_implementation& a, const lockstep_implementation& b);

/// A string, char[], that a loaded implementation exports under this name; null if it does not.
const char* find_string(const std::string& path, const char* name);

/// What reports say of an implementation.
struct TableTexts {
  std::string name;
  std::string summary;
  std::string source;  ///< see shown_name()
};

/// The texts of a table as they are, but printable; see printable_short().
TableTexts printable_texts(const lockstep_implementation& table);

/// The texts of a table from a user's shared object, which often started as a copy of another
/// implementation. The summary names the file, and nothing else if it was copied. A name that
/// another implementation has is replaced by the name of the file, or by its path if that is taken,
/// too.
TableTexts texts_of_file(const lockstep_implementation& table, const std::string& path,
                         const std::vector<TableTexts>& known);

}  // namespace lockstep
