// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "lockstep/import/compiled_code.h"
#include "lockstep/import/kernel_sources.h"
#include "lockstep/import/scratch_folder.h"

namespace lockstep {

/// How an import is made, and who is told what.
struct ImportOptions {
  std::string compiler;  ///< as the user named it; empty for the default
  std::function<void(const std::string& name)> on_compile;  ///< before something is compiled
  std::function<void(const std::string& note)> on_note;     ///< a line that the user should see
};

/// A shared object that load_implementation() takes.
struct ImportedObject {
  std::filesystem::path file;
  std::shared_ptr<const ScratchFolder> home;  ///< where it lives if the cache cannot be written
};

/// What an imported object carries of what it was compiled from.
CompiledCode compiled_code_of(const ImportedObject& object);

/// Compiles the sources, unchanged, against the userspace kernel, and loads what comes of it once
/// to see that nothing is missing; or takes the object from the cache. Throws InputError, in one
/// line.
ImportedObject import_implementation(const KernelSources& sources, const ImportOptions& options);

}  // namespace lockstep
