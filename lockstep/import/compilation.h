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

/// One import: sources in a scratch folder, and the calls of the compiler on them. All arguments
/// must outlive it.
class Compilation {
 public:
  /// Writes the sources down.
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

}  // namespace lockstep
