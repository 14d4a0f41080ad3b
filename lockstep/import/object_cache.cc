// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/object_cache.h"

#include <fmt/format.h>

#include "lockstep/base/files.h"
#include "lockstep/base/folders.h"
#include "lockstep/base/quote.h"
#include "lockstep/import/scratch_folder.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

}  // namespace

ObjectCache::ObjectCache() : folder_(cache_folder()) {}

std::optional<fs::path> ObjectCache::find(const std::string& name) const {
  const fs::path file = folder_ / (name + ".so");
  std::error_code error;
  if (folder_.empty() || !fs::is_regular_file(file, error)) return std::nullopt;
  return file;
}

std::optional<fs::path> ObjectCache::store(const std::string& name, const fs::path& object) {
  if (folder_.empty()) {
    what_ = "neither XDG_CACHE_HOME nor HOME names a folder";
    return std::nullopt;
  }
  try {
    make_private_folder(folder_);
    // A rename is atomic only within a file system.
    const ScratchFolder nearby(folder_);
    fs::copy_file(object, nearby.path() / "object");
    fs::rename(nearby.path() / "object", folder_ / (name + ".so"));
    return folder_ / (name + ".so");
  } catch (const fs::filesystem_error& error) {
    what_ = fmt::format("cannot write {}: {}", printable(folder_.string()), error.code().message());
  } catch (const InputError& error) {
    what_ = error.what();
  }
  return std::nullopt;
}

}  // namespace lockstep
