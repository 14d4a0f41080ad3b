// SPDX-License-Identifier: GPL-2.0-only
#include "fuzz/executable_options.h"

#include <string>
#include <string_view>

namespace lockstep {
namespace {

constexpr std::string_view kPrefix = "fuzz_check_";

}  // namespace

void add_executable_options(const std::filesystem::path& executable, FuzzOptions& options) {
  auto& variants = options.implementations.variants;
  const std::string name = executable.filename();
  if (name.starts_with(kPrefix) && variants == ImplementationOptions().variants) {
    variants = {name.substr(kPrefix.size())};
  }
  if (!options.known_file.empty() || variants.size() != 1) return;
  const auto known = executable.parent_path() / "known" / (variants.front() + ".txt");
  if (!std::filesystem::exists(known)) return;
  options.known_file = known;
  options.known = KnownDiscrepancies::load(known);
}

}  // namespace lockstep
