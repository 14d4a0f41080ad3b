// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/import/kernel_sources.h"
#include "lockstep/import/run_program.h"
#include "lockstep/import/scratch_folder.h"

namespace lockstep {

/// A C compiler, with the flags that implementations of this build are compiled with: those of its
/// sanitizer among them.
class Compiler {
 public:
  /// The one that the user named; for "" the one that Lockstep was built with, otherwise clang or
  /// gcc. Throws InputError if there is none.
  explicit Compiler(const std::string& wanted);

  /// Different for different compilers, versions and flags.
  const std::string& identity() const { return identity_; }

  /// Compiles the sources with the subject's glue to a shared object, a file in the scratch folder.
  /// What differs between kernel versions is found out by the probes there. Throws InputError, in
  /// one line about the first error.
  std::filesystem::path compile(const KernelSources& sources, const ScratchFolder& scratch) const;

 private:
  std::string program_;
  std::vector<std::string> flags_;
  std::string identity_;
};

/// The folder of the userspace kernel, which imports are compiled against.
std::filesystem::path kernel_folder();

/// The subject's folder for what makes an implementation of the files of a kernel tree: glue.c, and
/// the files of probes/, each of which compiles if the tree has something.
std::filesystem::path glue_folder();

/// One import: the sources in a scratch folder, and how the compiler is called for them. All
/// arguments must outlive it.
class Compilation {
 public:
  /// Writes the sources to files.
  Compilation(const std::string& compiler, const std::vector<std::string>& flags,
              const KernelSources& sources, const ScratchFolder& scratch);

  /// Makes a shared object, a file in the scratch folder, that also carries what was compiled as a
  /// text (see CompiledCode). Throws InputError, in one line about the first error.
  std::filesystem::path compile();

 private:
  void write(std::string_view name, const std::string& content) const;
  void write_lock_part(std::string_view name) const;
  void write_detour(const TreeFile& file) const;
  std::vector<std::string> probe() const;
  std::filesystem::path write_code(const std::string& preprocessed) const;
  std::string tree_name(const std::string& file) const;
  ProgramCall call(const std::vector<std::string>& more) const;
  ProgramCall preprocess(const std::vector<std::string>& more) const;
  ProgramCall plain_call(std::vector<std::string> words) const;
  void expect_success(const ProgramResult& result) const;

  const std::string& compiler_;
  const std::vector<std::string>& flags_;
  const KernelSources& sources_;
  const ScratchFolder& scratch_;
  const std::filesystem::path tree_;
};

/// What GCC or Clang complained of, in one line for the user: the position of the first error, what
/// `kernel/` lacks or else the compiler's own words, and how many more errors there are. Names of
/// files in one of `folders` (which end in a slash) are given without it.
std::string explain_errors(const std::string& compiler_output,
                           const std::vector<std::string>& folders, const SourceFiles& sources);

/// The same for a function that was declared but is not there when the object is loaded.
std::string explain_missing_function(const std::string& symbol, const SourceFiles& sources);

}  // namespace lockstep
