// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/load/implementations.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <link.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>
#include <vector>

#include "lockstep/base/files.h"
#include "lockstep/exec/process_end.h"
#include "lockstep/exec/static_objects.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/load/shared_object.h"
#include "lockstep/memory/instrumentation.h"

namespace lockstep {
namespace {

// Called before anything of the library has run, except what runs when it is loaded. The statics
// are kept for `used`, which was made of the table that the library exports.
void note_statics(const lockstep_implementation& exported, const lockstep_implementation& used) {
  Dl_info library = {};
  if (dladdr(&exported, &library) == 0) return;
  keep_statics(
      used, read_statics(library.dli_fname, reinterpret_cast<std::uintptr_t>(library.dli_fbase)));
}

// The same one if it has been loaded before.
void* open_library(const std::string& path) {
  const Loading whatever_it_does(path);
  // With a slash, or the loader would search its own directories.
  return dlopen(std::filesystem::absolute(path).c_str(), RTLD_NOW | RTLD_LOCAL);
}

// AddressSanitizer appends bytes to each variable, which count as part of its size.
bool is_size_of_table(std::size_t size) {
#if defined(LOCKSTEP_ASAN)
  return size >= sizeof(lockstep_implementation);
#else
  return size == sizeof(lockstep_implementation);
#endif
}

// Tables of subjects tell themselves apart by their size alone.
bool is_of_other_size(const lockstep_implementation& table) {
  Dl_info library = {};
  ElfW(Sym)* symbol = nullptr;
  return dladdr1(&table, &library, reinterpret_cast<void**>(&symbol), RTLD_DL_SYMENT) != 0 &&
         symbol && !is_size_of_table(symbol->st_size);
}

void expect_usable(const std::string& path, const lockstep_implementation& table) {
  if (table.abi_version != LOCKSTEP_ABI_VERSION) {
    throw ImplementationError(
        fmt::format("{} has version {} of the table, expected {}: build or import it again", path,
                    table.abi_version, LOCKSTEP_ABI_VERSION));
  }
  if (is_of_other_size(table)) {
    throw ImplementationError(fmt::format(
        "{} is not about {}: its table is of another size; see --subject", path, kSubject.name));
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
  PrintableTable(const lockstep_implementation& table, TableTexts texts, std::string content)
      : texts_(std::move(texts)), content_(std::move(content)), table_(table) {
    table_.name = texts_.name.c_str();
    table_.summary = texts_.summary.c_str();
    table_.source = texts_.source.c_str();
  }
  PrintableTable(const PrintableTable&) = delete;
  PrintableTable& operator=(const PrintableTable&) = delete;
  ~PrintableTable() = default;

  const lockstep_implementation& table() const { return table_; }
  const std::string& content() const { return content_; }

 private:
  const TableTexts texts_;
  const std::string content_;  // a hash of the file's
  lockstep_implementation table_;
};

/// By the table that was loaded. They live as long as the libraries: until the process ends.
std::map<const lockstep_implementation*, PrintableTable>& printable_tables() {
  static std::map<const lockstep_implementation*, PrintableTable> tables;
  return tables;
}

// The texts of all implementations that an implementation loaded now can be compared with.
std::vector<TableTexts> known_texts() {
  std::vector<TableTexts> known;
  const auto built_in = built_in_implementations();
  known.reserve(built_in.size() + printable_tables().size());
  for (const lockstep_implementation* const table : built_in)
    known.push_back(printable_texts(*table));
  for (const auto& [loaded, printable] : printable_tables()) {
    known.push_back(printable_texts(printable.table()));
  }
  return known;
}

const lockstep_implementation& printable_table(const lockstep_implementation& table,
                                               const std::string& path, void* library) {
  const auto found = printable_tables().find(&table);
  if (found != printable_tables().end()) return found->second.table();
  const bool is_imported = dlsym(library, kCompiledCodeSymbol) != nullptr;
  TableTexts texts =
      is_imported ? printable_texts(table) : texts_of_file(table, path, known_texts());
  std::string content = content_hash(read_input(path, kAnySize));
  const lockstep_implementation& printable =
      printable_tables()
          .try_emplace(&table, table, std::move(texts), std::move(content))
          .first->second.table();
  note_statics(table, printable);
  return printable;
}

// A hash of the file that it was loaded from; empty for one that is built in.
std::string content_of(const lockstep_implementation& implementation) {
  for (const auto& [loaded, printable] : printable_tables()) {
    if (&printable.table() == &implementation) return printable.content();
  }
  return "";
}

}  // namespace

const lockstep_implementation* find_implementation(std::string_view name) {
  const auto built_in = built_in_implementations();
  const auto found = std::ranges::find_if(
      built_in, [&](const lockstep_implementation* table) { return table->name == name; });
  return found == built_in.end() ? nullptr : *found;
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
  if (watches_races()) redirect_imports(library, redirected_functions());
  return printable_table(*table, path, library);
}

bool is_same_code(const lockstep_implementation& a, const lockstep_implementation& b) {
  return &a == &b || (!content_of(a).empty() && content_of(a) == content_of(b));
}

const char* find_string(const std::string& path, const char* name) {
  void* const library = open_library(path);
  return library ? static_cast<const char*>(dlsym(library, name)) : nullptr;
}

}  // namespace lockstep
