// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/implementations.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include "lockstep/exec/sanitizers.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/program/quote.h"

extern "C" {
extern const lockstep_implementation lockstep_before;
extern const lockstep_implementation lockstep_v3;
extern const lockstep_implementation lockstep_merged;
}

namespace lockstep {
namespace {

constexpr std::array<const lockstep_implementation*, 3> kBuiltIn = {&lockstep_before, &lockstep_v3,
                                                                    &lockstep_merged};

/// What is known of the implementations that were loaded: they stay loaded.
std::map<const lockstep_implementation*, StaticObjects>& known_statics() {
  static std::map<const lockstep_implementation*, StaticObjects> statics;
  return statics;
}

// Before anything of it has run but what runs when it is loaded. `used` is known by them, which was
// made of what the library exports.
void note_statics(const lockstep_implementation& exported, const lockstep_implementation& used) {
  if (known_statics().contains(&used)) return;
  Dl_info library = {};
  if (dladdr(&exported, &library) == 0) return;
  known_statics().try_emplace(&used, library.dli_fname,
                              reinterpret_cast<std::uintptr_t>(library.dli_fbase));
}

// The same one if it is loaded already.
void* open_library(const std::string& path) {
  // With a slash, or the loader would search its own directories.
  return dlopen(std::filesystem::absolute(path).c_str(), RTLD_NOW | RTLD_LOCAL);
}

void expect_usable(const std::string& path, const lockstep_implementation& table) {
  if (table.abi_version != LOCKSTEP_ABI_VERSION) {
    throw ImplementationError(
        fmt::format("{} has version {} of the table, expected {}: build or import it again", path,
                    table.abi_version, LOCKSTEP_ABI_VERSION));
  }
  const std::string missing = what_is_missing(table);
  if (!missing.empty()) {
    throw ImplementationError(
        fmt::format("{} lacks what every implementation needs: {}", path, missing));
  }
}

/// A table whose texts are printed as they are, whatever those that it was made of have in them.
class PrintableTable {
 public:
  explicit PrintableTable(const lockstep_implementation& table)
      : name_(printable_short(table.name)),
        summary_(printable_short(table.summary)),
        source_(printable_short(table.source)),
        table_(table) {
    table_.name = name_.c_str();
    table_.summary = summary_.c_str();
    table_.source = source_.c_str();
  }
  PrintableTable(const PrintableTable&) = delete;
  PrintableTable& operator=(const PrintableTable&) = delete;
  ~PrintableTable() = default;

  const lockstep_implementation& table() const { return table_; }

 private:
  const std::string name_;
  const std::string summary_;
  const std::string source_;
  lockstep_implementation table_;
};

// It lives as long as the library: until the process ends.
const lockstep_implementation& printable_table(const lockstep_implementation& table) {
  static std::map<const lockstep_implementation*, PrintableTable> tables;
  return tables.try_emplace(&table, table).first->second.table();
}

}  // namespace

std::span<const lockstep_implementation* const> built_in_implementations() { return kBuiltIn; }

const lockstep_implementation* find_implementation(std::string_view name) {
  const auto found = std::ranges::find_if(
      kBuiltIn, [&](const lockstep_implementation* table) { return table->name == name; });
  return found == kBuiltIn.end() ? nullptr : *found;
}

const lockstep_implementation& load_implementation(const std::string& path) {
  const std::string mismatch = sanitizer_mismatch(path);
  if (!mismatch.empty()) throw ImplementationError(fmt::format("{} {}", path, mismatch));
  void* const library = open_library(path);
  if (!library) throw ImplementationError(fmt::format("cannot load {}: {}", path, dlerror()));
  const auto* const table =
      static_cast<const lockstep_implementation*>(dlsym(library, "lockstep_implementation"));
  if (!table) {
    throw ImplementationError(
        fmt::format("{} does not export a table named lockstep_implementation", path));
  }
  expect_usable(path, *table);
  const lockstep_implementation& printable = printable_table(*table);
  note_statics(*table, printable);
  return printable;
}

const StaticObjects& statics_of(const lockstep_implementation& implementation) {
  static const StaticObjects kNone;
  const auto known = known_statics().find(&implementation);
  return known == known_statics().end() ? kNone : known->second;
}

const char* find_string(const std::string& path, const char* name) {
  void* const library = open_library(path);
  return library ? static_cast<const char*>(dlsym(library, name)) : nullptr;
}

}  // namespace lockstep
