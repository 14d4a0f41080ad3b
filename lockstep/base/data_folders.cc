// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/data_folders.h"

#include <array>
#include <optional>
#include <system_error>

#include "lockstep/base/data_folder_names.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

fs::path beside_command(const char* name) {
  static const fs::path folder = fs::read_symlink("/proc/self/exe").parent_path();
  return (folder / name).lexically_normal();
}

bool is_installed() {
  static const bool installed = fs::is_directory(beside_command(kInstalledSources) / "kernel");
  return installed;
}

// A name without the folder that it begins with.
std::optional<std::string> name_below(const fs::path& folder, const std::string& name) {
  const std::string start = (folder / "").string();
  return name.starts_with(start) ? std::optional(name.substr(start.size())) : std::nullopt;
}

}  // namespace

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

}  // namespace lockstep
