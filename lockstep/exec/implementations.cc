// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/implementations.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

extern "C" {
extern const lockstep_implementation lockstep_before;
extern const lockstep_implementation lockstep_v3;
extern const lockstep_implementation lockstep_merged;
}

namespace lockstep {
namespace {

constexpr std::array<const lockstep_implementation*, 3> kBuiltIn = {&lockstep_before, &lockstep_v3,
                                                                    &lockstep_merged};

// The table is strings and function pointers from `name` on: none may be null.
bool is_complete(const lockstep_implementation& table) {
  const auto* const first = reinterpret_cast<const void* const*>(&table.name);
  const auto* const end = reinterpret_cast<const void* const*>(&table + 1);
  return std::find(first, end, nullptr) == end;
}

}  // namespace

std::span<const lockstep_implementation* const> built_in_implementations() { return kBuiltIn; }

const lockstep_implementation* find_implementation(std::string_view name) {
  const auto found = std::ranges::find_if(
      kBuiltIn, [&](const lockstep_implementation* table) { return table->name == name; });
  return found == kBuiltIn.end() ? nullptr : *found;
}

const lockstep_implementation& load_implementation(const std::string& path) {
  // With a slash, or the loader would search its own directories.
  void* const library = dlopen(std::filesystem::absolute(path).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library) throw ImplementationError(fmt::format("cannot load {}: {}", path, dlerror()));
  const auto* const table =
      static_cast<const lockstep_implementation*>(dlsym(library, "lockstep_implementation"));
  if (!table) {
    throw ImplementationError(
        fmt::format("{} does not export a table named lockstep_implementation", path));
  }
  if (table->abi_version != LOCKSTEP_ABI_VERSION) {
    throw ImplementationError(fmt::format("{} was built for version {} of the table, not {}", path,
                                          table->abi_version, LOCKSTEP_ABI_VERSION));
  }
  if (!is_complete(*table)) {
    throw ImplementationError(fmt::format("{} has empty entries in its table", path));
  }
  return *table;
}

}  // namespace lockstep
