// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/user_folders.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// A relative path is to be ignored, says the specification.
fs::path variable(const char* name) {
  const char* const value = std::getenv(name);
  const fs::path path = value ? value : "";
  return path.is_absolute() ? path : fs::path();
}

fs::path our_folder(const char* base, const char* below_home) {
  const fs::path chosen = variable(base);
  if (!chosen.empty()) return chosen / "lockstep";
  const fs::path home = variable("HOME");
  return home.empty() ? home : home / below_home / "lockstep";
}

}  // namespace

fs::path cache_folder() { return our_folder("XDG_CACHE_HOME", ".cache"); }
fs::path state_folder() { return our_folder("XDG_STATE_HOME", ".local/state"); }

void make_private_folder(const fs::path& folder) {
  std::error_code unknown;
  if (fs::is_directory(folder, unknown)) return;
  if (folder.has_relative_path()) make_private_folder(folder.parent_path());
  if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
    throw fs::filesystem_error("cannot make a folder", folder,
                               std::error_code(errno, std::generic_category()));
  }
}

}  // namespace lockstep
