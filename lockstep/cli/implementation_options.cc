// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/cli/implementation_options.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/base/files.h"
#include "lockstep/base/folders.h"
#include "lockstep/check/mutants.h"
#include "lockstep/cli/arguments.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/load/implementations.h"

namespace lockstep {
namespace {

// What the code of an implementation is in: the command itself, or a shared object.
std::string file_of(const std::string& name) {
  return find_implementation(name) ? "/proc/self/exe" : name;
}

std::string hash_of_file(const std::string& file) {
  return content_hash(read_input(file, kAnySize));
}

}  // namespace

const lockstep_implementation& default_reference() { return *built_in_implementations()[0]; }
const lockstep_implementation& default_variant() { return *built_in_implementations()[1]; }

void ImplementationOptions::add_to(CLI::App& command) {
  const auto names = implementation_names();
  command
      .add_option("--reference", reference,
                  "The code before the patch: a name (see lockstep list) or a .so file")
      ->capture_default_str()
      ->type_name("NAME|FILE.so")
      ->check(known_values(names));
  command.add_option("--variant", variants, "The code after it; may be given more than once")
      ->capture_default_str()
      ->type_name("NAME|FILE.so")
      ->check(known_values(names))
      ->take_all()
      ->allow_extra_args(false);
}

void ImplementationOptions::add_all_to(CLI::App& command) {
  add_to(command);
  revisions.add_to(command);
}

void ImplementationOptions::add_primitives_to(CLI::App& command) {
  const std::string_view primitives = kSubject.phrases.primitives;
  if (primitives.empty()) return;
  command.add_flag("--primitives", primitives_,
                   fmt::format("Count what {} show when they are called directly (always so "
                               "between built-in implementations)",
                               primitives));
}

bool ImplementationOptions::count_primitives() const {
  const auto is_built_in = [](const std::string& name) { return find_implementation(name); };
  return primitives_ || kSubject.phrases.primitives.empty() ||
         (is_built_in(reference) && std::ranges::all_of(variants, is_built_in));
}

void ImplementationOptions::import(bool quiet) {
  if (!revisions.given()) return;
  revisions.import(quiet);
  reference = revisions.base().string();
  variants = {revisions.head().string()};
}

std::optional<Changes> ImplementationOptions::changes(const OperationSet& operations) const {
  if (!revisions.given()) return std::nullopt;
  const OperationSet both = supported_operations(resolve_reference()) &
                            supported_operations(resolve_variant(variants.front()));
  return revisions.changes(called_entries(operations & both));
}

const lockstep_implementation& ImplementationOptions::resolve_reference() const {
  return resolve_implementation("--reference", reference);
}

const lockstep_implementation& ImplementationOptions::resolve_variant(const std::string& name) {
  return resolve_implementation("--variant", name);
}

const lockstep_implementation& ImplementationOptions::resolve_one_variant(
    std::string_view what_for) const {
  if (variants.size() != 1) {
    throw InputError(fmt::format("--variant: expected one variant {}", what_for));
  }
  return resolve_variant(variants.front());
}

std::string ImplementationOptions::given_reference() const {
  return reference == default_reference().name ? "" : reference;
}

std::string ImplementationOptions::identify() const {
  const std::string& variant = variants.front();
  const std::string hash = hash_of_file(file_of(variant));
  const bool in_same_file = file_of(reference) == file_of(variant);
  return fmt::format("{} ({}) against {} ({})", variant, hash, reference,
                     in_same_file ? hash : hash_of_file(file_of(reference)));
}

std::vector<std::filesystem::path> find_mutants_beside_command() {
  const std::filesystem::path folder = mutants_folder();
  if (std::filesystem::is_directory(folder)) {
    if (auto files = find_mutants(folder); !files.empty()) return files;
  }
  throw InputError(
      fmt::format("no seeded bugs in {}: build the target lockstep_mutants", folder.string()));
}

}  // namespace lockstep
