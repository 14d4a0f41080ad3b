// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/load/shared_object.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gelf.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "lockstep/memory/instrumentation.h"

namespace lockstep {
namespace {

struct ElfEnd {
  void operator()(Elf* elf) const { elf_end(elf); }
};

bool any_begins(const std::vector<std::string>& names, std::string_view prefix) {
  return std::ranges::any_of(names,
                             [&](const std::string& name) { return name.starts_with(prefix); });
}

void add_name(Elf* elf, std::size_t strings, std::size_t offset, std::vector<std::string>& names) {
  const char* const name = elf_strptr(elf, strings, offset);
  if (name && *name) names.emplace_back(name);
}

void read_symbols(Elf* elf, const GElf_Shdr& header, Elf_Data* data, SharedObjectNeeds& needs) {
  const auto count = static_cast<int>(header.sh_size / std::max<GElf_Xword>(header.sh_entsize, 1));
  for (int i = 0; i < count; ++i) {
    GElf_Sym symbol;
    if (!gelf_getsym(data, i, &symbol)) return;
    if (symbol.st_shndx == SHN_UNDEF) {
      add_name(elf, header.sh_link, symbol.st_name, needs.symbols);
    }
  }
}

void read_libraries(Elf* elf, const GElf_Shdr& header, Elf_Data* data, SharedObjectNeeds& needs) {
  const auto count = static_cast<int>(header.sh_size / std::max<GElf_Xword>(header.sh_entsize, 1));
  for (int i = 0; i < count; ++i) {
    GElf_Dyn entry;
    if (!gelf_getdyn(data, i, &entry)) return;
    if (entry.d_tag == DT_NEEDED) {
      add_name(elf, header.sh_link, entry.d_un.d_val, needs.libraries);
    }
  }
}

std::optional<SharedObjectNeeds> read_sections(Elf* elf) {
  SharedObjectNeeds needs;
  bool found = false;
  for (Elf_Scn* section = elf_nextscn(elf, nullptr); section; section = elf_nextscn(elf, section)) {
    GElf_Shdr header;
    if (!gelf_getshdr(section, &header)) return std::nullopt;
    if (header.sh_type != SHT_DYNSYM && header.sh_type != SHT_DYNAMIC) continue;
    Elf_Data* const data = elf_getdata(section, nullptr);
    if (!data) return std::nullopt;
    found = true;
    if (header.sh_type == SHT_DYNSYM) {
      read_symbols(elf, header, data, needs);
    } else {
      read_libraries(elf, header, data, needs);
    }
  }
  return found ? std::optional(needs) : std::nullopt;
}

/// A sanitizer that an implementation may be compiled with.
struct Sanitizer {
  std::string_view flag;     ///< of compilers
  std::string_view symbols;  ///< what the names of its functions begin with
  std::string_view gcc;      ///< what the name of GCC's library for it begins with
  bool is_here = false;      ///< this build has the functions that it makes code call
};

#ifdef LOCKSTEP_ASAN
constexpr bool kIsAddress = true;
#else
constexpr bool kIsAddress = false;
#endif

constexpr Sanitizer kThread = {"-fsanitize=thread", "__tsan_", "libtsan.", watches_races()};
constexpr std::array<Sanitizer, 4> kSanitizers = {
    {kThread,
     {"-fsanitize=address", "__asan_", "libasan.", kIsAddress},
     {"-fsanitize=memory", "__msan_", "libmsan."},
     {"-fsanitize=hwaddress", "__hwasan_", "libhwasan."}}};

// The library of a sanitizer cannot be loaded into a running program: there is no memory for its
// thread-local variables, or it ends the process.
std::string mismatch(const SharedObjectNeeds& needs, const Sanitizer& sanitizer) {
  if (!sanitizer.is_here && needs.has_symbol(sanitizer.symbols)) {
    return fmt::format(
        "was compiled with {}, which this build of Lockstep has not got: compile it without, or "
        "use a build that has it",
        sanitizer.flag);
  }
  if (!needs.has_library(sanitizer.gcc)) return "";
  return fmt::format(
      "is linked with {}so, which only a program can be: compile it {} {}, and link it with "
      "-shared and without that flag",
      sanitizer.gcc, sanitizer.is_here ? "with -c" : "without", sanitizer.flag);
}

}  // namespace

bool SharedObjectNeeds::has_library(std::string_view prefix) const {
  return any_begins(libraries, prefix);
}

bool SharedObjectNeeds::has_symbol(std::string_view prefix) const {
  return any_begins(symbols, prefix);
}

std::optional<SharedObjectNeeds> read_needs(const std::string& path) {
  if (elf_version(EV_CURRENT) == EV_NONE) return std::nullopt;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  std::optional<SharedObjectNeeds> needs;
  {
    const std::unique_ptr<Elf, ElfEnd> elf(elf_begin(file, ELF_C_READ, nullptr));
    if (elf && elf_kind(elf.get()) == ELF_K_ELF) needs = read_sections(elf.get());
  }
  close(file);
  return needs;
}

std::string sanitizer_mismatch(const std::string& path) {
  const auto needs = read_needs(path);
  if (!needs) return "";
  for (const Sanitizer& sanitizer : kSanitizers) {
    if (std::string found = mismatch(*needs, sanitizer); !found.empty()) return found;
  }
  if (kThread.is_here && !needs->has_symbol(kThread.symbols)) {
    return fmt::format(
        "was compiled without {}, so nobody would see its data races: compile it with that flag",
        kThread.flag);
  }
  return "";
}

}  // namespace lockstep
