// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/mutant_files.h"

#include <fmt/format.h>

#include <array>

#include "lockstep/check/mutants.h"
#include "lockstep/program/files.h"

namespace lockstep {
namespace {

// Beside the command: where the build has them, and where an installation has.
constexpr std::array<const char*, 2> kFolders = {"../../variants/mutants",
                                                 "../lib/lockstep/mutants"};

}  // namespace

std::vector<std::filesystem::path> find_mutants_beside_command() {
  const std::filesystem::path here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  for (const char* const folder : kFolders) {
    const std::filesystem::path there = (here / folder).lexically_normal();
    if (!std::filesystem::is_directory(there)) continue;
    if (auto files = find_mutants(there); !files.empty()) return files;
  }
  throw InputError(fmt::format("no seeded bugs in {}: build the target lockstep_mutants",
                               (here / kFolders[0]).lexically_normal().string()));
}

}  // namespace lockstep
