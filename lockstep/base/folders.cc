// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/folders.h"

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <system_error>

#include "lockstep/base/data_folder_names.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

fs::path beside_command(const char* name) { return (command_folder() / name).lexically_normal(); }

bool is_installed() {
  static const bool installed = fs::is_directory(beside_command(kInstalledSources) / "kernel");
  return installed;
}

// The rest of a name that begins with this folder.
std::optional<std::string> name_below(const fs::path& folder, const std::string& name) {
  const std::string start = (folder / "").string();
  return name.starts_with(start) ? std::optional(name.substr(start.size())) : std::nullopt;
}

// The XDG specification says that a relative path is to be ignored.
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

fs::path command_folder() {
  static const fs::path folder = fs::read_symlink("/proc/self/exe").parent_path();
  return folder;
}

fs::path sources_folder() {
  return is_installed() ? beside_command(kInstalledSources) : fs::path(kBuiltSources);
}

fs::path mutants_folder() {
  return beside_command(is_installed() ? kInstalledMutants : kBuiltMutants);
}

std::string source_name(const fs::path& file) {
  static const std::array<fs::path, 2> folders = {fs::path(kBuiltSources), sources_folder()};
  std::string name = file.lexically_normal().string();
  for (const fs::path& folder : folders) {
    if (const auto rest = name_below(folder, name)) return *rest;
  }
  return name;
}

std::string shown_name(const fs::path& file) {
  std::error_code gone;
  const fs::path here = fs::current_path(gone);
  const std::string name = source_name(file);
  return gone ? name : name_below(here, name).value_or(name);
}

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
