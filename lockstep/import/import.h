// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
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

/// What an imported object says it was compiled from.
CompiledCode compiled_code_of(const ImportedObject& object);

/// Compiles the sources, unchanged, against the userspace kernel, and loads the object once to see
/// that nothing is missing; or takes the object from the cache. Throws InputError, in one line.
ImportedObject import_implementation(const KernelSources& sources, const ImportOptions& options);

/// Shared objects by a hash of all that they were made from, in a folder that several processes may
/// use at once: $XDG_CACHE_HOME/lockstep, or ~/.cache/lockstep.
class ObjectCache {
 public:
  ObjectCache();

  /// The object with this name, if there is one.
  std::optional<std::filesystem::path> find(const std::string& name) const;

  /// Moves an object into the cache, whole or not at all, and returns where it is now. Nothing if
  /// the cache cannot be written; what() then says why.
  std::optional<std::filesystem::path> store(const std::string& name,
                                             const std::filesystem::path& object);

  /// Why nothing can be stored, in one line.
  const std::string& what() const { return what_; }

 private:
  std::filesystem::path folder_;
  std::string what_;
};

}  // namespace lockstep
