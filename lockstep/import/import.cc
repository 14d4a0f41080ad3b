// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/import.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "kernel/abi/implementation.h"
#include "lockstep/exec/implementations.h"
#include "lockstep/import/compiler.h"
#include "lockstep/import/diagnostics.h"
#include "lockstep/import/object_cache.h"
#include "lockstep/program/files.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

/// A hash of texts; where one ends and the next begins makes a difference.
class Hash {
 public:
  void add(std::string_view text) {
    input_ += fmt::format("{}:", text.size());
    input_ += text;
  }

  std::string hex() const {
    const XXH128_hash_t hash = XXH3_128bits(input_.data(), input_.size());
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
  }

 private:
  std::string input_;
};

void add_kernel(Hash& hash) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(kernel_folder(), error)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  if (files.empty()) {
    throw InputError(
        fmt::format("cannot read {}: imports are compiled against Lockstep's own files "
                    "there",
                    kernel_folder().string()));
  }
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    hash.add(file.string());
    hash.add(read_input(file));
  }
}

// Of all that the object depends on.
std::string name_of(const KernelSources& sources, const Compiler& compiler) {
  Hash hash;
  hash.add(std::to_string(LOCKSTEP_ABI_VERSION));
  hash.add(sources.name);
  hash.add(sources.summary);
  hash.add(compiler.identity());
  for (const auto& [name, content] : sources.files) {
    hash.add(name);
    hash.add(content);
  }
  add_kernel(hash);
  return hash.hex();
}

bool is_loadable(const fs::path& library) {
  try {
    load_implementation(library.string());
    return true;
  } catch (const ImplementationError&) {
    return false;
  }
}

void expect_loadable(const fs::path& library, const KernelSources& sources) {
  static constexpr std::string_view kUndefined = "undefined symbol: ";
  try {
    load_implementation(library.string());
  } catch (const ImplementationError& error) {
    const std::string_view what = error.what();
    const std::size_t found = what.find(kUndefined);
    if (found == std::string_view::npos) {
      throw InputError(fmt::format("{}: {}", sources.name, what));
    }
    const std::string_view rest = what.substr(found + kUndefined.size());
    const std::string symbol(rest.substr(0, rest.find_first_of(" \n,")));
    throw InputError(
        fmt::format("{}: {}", sources.name, explain_missing_function(symbol, sources.files)));
  }
}

}  // namespace

ImportedObject import_implementation(const KernelSources& sources, const ImportOptions& options) {
  const Compiler compiler(options.compiler);
  const std::string name = name_of(sources, compiler);
  ObjectCache cache;
  const auto cached = cache.find(name);
  if (cached && is_loadable(*cached)) return {*cached, nullptr};
  options.on_compile(sources.name);
  const auto scratch = std::make_shared<const ScratchFolder>();
  const fs::path library = compiler.compile(sources, *scratch);
  if (const auto stored = cache.store(name, library)) {
    expect_loadable(*stored, sources);
    return {*stored, nullptr};
  }
  options.on_note(fmt::format("{}: what was compiled is not kept", cache.what()));
  expect_loadable(library, sources);
  return {library, scratch};
}

}  // namespace lockstep
