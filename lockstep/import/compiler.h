// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lockstep/import/kernel_sources.h"
#include "lockstep/import/scratch_folder.h"

namespace lockstep {

/// A C compiler, with the flags that implementations of this build are compiled with: those of its
/// sanitizer among them.
class Compiler {
 public:
  /// The one that the user named; for "" the one that Lockstep was built with, or else clang or
  /// gcc. Throws InputError if there is none.
  explicit Compiler(const std::string& wanted);

  /// Different for different compilers, versions and flags.
  const std::string& identity() const { return identity_; }

  /// Compiles the sources with the glue of kernel/import/ to a shared object, a file in the scratch
  /// folder. What differs between kernel versions is found out by the probes there. Throws
  /// InputError, in one line about the first error.
  std::filesystem::path compile(const KernelSources& sources, const ScratchFolder& scratch) const;

 private:
  std::string program_;
  std::vector<std::string> flags_;
  std::string identity_;
};

/// The folder of the userspace kernel, which imports are compiled against.
std::filesystem::path kernel_folder();

}  // namespace lockstep
