// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "kernel/abi/implementation.h"
#include "lockstep/base/files.h"
#include "lockstep/base/folders.h"
#include "lockstep/base/quote.h"
#include "lockstep/import/compiled_code.h"
#include "lockstep/import/compiler.h"
#include "lockstep/import/scratch_folder.h"
#include "lockstep/load/implementations.h"

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

  std::string hex() const { return content_hash(input_); }

 private:
  std::string input_;
};

void add_own_files(Hash& hash) {
  std::vector<fs::path> files;
  for (const fs::path& folder : {kernel_folder(), glue_folder()}) {
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    if (error) {
      throw InputError(
          fmt::format("cannot read {}: imports are compiled against Lockstep's own files there",
                      folder.string()));
    }
  }
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    hash.add(file.string());
    hash.add(read_input(file));
  }
}

// A hash of all that the object depends on.
std::string name_of(const KernelSources& sources, const Compiler& compiler) {
  Hash hash;
  hash.add(std::to_string(LOCKSTEP_ABI_VERSION));
  hash.add(kCompiledCodeVersion);
  hash.add(sources.name);
  hash.add(sources.summary);
  hash.add(compiler.identity());
  for (const auto* const texts : {&sources.files, &sources.renamed}) {
    for (const auto& [name, content] : *texts) {
      hash.add(name);
      hash.add(content);
    }
  }
  add_own_files(hash);
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
      const std::string path = library.string() + ": ";  // the user has never heard of it
      const std::size_t reason = what.rfind(path);
      throw InputError(
          fmt::format("{}: what was compiled cannot be loaded: {}", sources.name,
                      reason == std::string_view::npos ? what : what.substr(reason + path.size())));
    }
    const std::string_view rest = what.substr(found + kUndefined.size());
    const std::string symbol(rest.substr(0, rest.find_first_of(" \n,")));
    throw InputError(
        fmt::format("{}: {}", sources.name, explain_missing_function(symbol, sources.files)));
  }
}

}  // namespace

ObjectCache::ObjectCache() : folder_(cache_folder()) {}

std::optional<fs::path> ObjectCache::find(const std::string& name) const {
  const fs::path file = folder_ / (name + ".so");
  std::error_code error;
  if (folder_.empty() || !fs::is_regular_file(file, error)) return std::nullopt;
  return file;
}

std::optional<fs::path> ObjectCache::store(const std::string& name, const fs::path& object) {
  if (folder_.empty()) {
    what_ = "neither XDG_CACHE_HOME nor HOME names a folder";
    return std::nullopt;
  }
  try {
    make_private_folder(folder_);
    // A rename is atomic only within a file system.
    const ScratchFolder nearby(folder_);
    fs::copy_file(object, nearby.path() / "object");
    fs::rename(nearby.path() / "object", folder_ / (name + ".so"));
    return folder_ / (name + ".so");
  } catch (const fs::filesystem_error& error) {
    what_ = fmt::format("cannot write {}: {}", printable(folder_.string()), error.code().message());
  } catch (const InputError& error) {
    what_ = error.what();
  }
  return std::nullopt;
}

CompiledCode compiled_code_of(const ImportedObject& object) {
  const char* const text = find_string(object.file.string(), kCompiledCodeSymbol);
  auto code = text ? parse_compiled_code(text) : std::nullopt;
  if (!code) throw std::logic_error("an imported object does not carry what it was compiled from");
  return *std::move(code);
}

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
