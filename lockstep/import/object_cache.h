// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace lockstep {

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
