// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/mutant_files.h"

#include <fmt/format.h>

#include "lockstep/base/files.h"
#include "lockstep/base/folders.h"
#include "lockstep/check/mutants.h"

namespace lockstep {

std::vector<std::filesystem::path> find_mutants_beside_command() {
  const std::filesystem::path folder = mutants_folder();
  if (std::filesystem::is_directory(folder)) {
    if (auto files = find_mutants(folder); !files.empty()) return files;
  }
  throw InputError(
      fmt::format("no seeded bugs in {}: build the target lockstep_mutants", folder.string()));
}

}  // namespace lockstep
