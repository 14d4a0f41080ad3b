// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/object_cache.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "lockstep/import/quote.h"
#include "lockstep/import/scratch_folder.h"
#include "lockstep/program/files.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// A relative path is to be ignored, says the XDG base directory specification.
fs::path variable(const char* name) {
  const char* const value = std::getenv(name);
  const fs::path path = value ? value : "";
  return path.is_absolute() ? path : fs::path();
}

fs::path choose_folder() {
  const fs::path cache = variable("XDG_CACHE_HOME");
  if (!cache.empty()) return cache / "lockstep";
  const fs::path home = variable("HOME");
  return home.empty() ? home : home / ".cache" / "lockstep";
}

// What is in there is run: nobody else may write it.
void make_private_folder(const fs::path& folder) {
  fs::create_directories(folder.parent_path());
  if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
    throw fs::filesystem_error("cannot make a folder", folder,
                               std::error_code(errno, std::generic_category()));
  }
}

}  // namespace

ObjectCache::ObjectCache() : folder_(choose_folder()) {}

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
