// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/data_folders.h"

#include <array>

#include "lockstep/exec/data_folder_names.h"

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

}  // namespace

fs::path sources_folder() {
  return is_installed() ? beside_command(kInstalledSources) : fs::path(kBuiltSources);
}

fs::path mutants_folder() {
  return beside_command(is_installed() ? kInstalledMutants : kBuiltMutants);
}

std::string source_name(const fs::path& file) {
  static const std::array<std::string, 2> folders = {std::string(kBuiltSources) + "/",
                                                     sources_folder().string() + "/"};
  std::string name = file.lexically_normal().string();
  for (const std::string& folder : folders) {
    if (name.starts_with(folder)) return name.substr(folder.size());
  }
  return name;
}

}  // namespace lockstep
