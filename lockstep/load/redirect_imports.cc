// SPDX-License-Identifier: GPL-2.0-only
#include <dlfcn.h>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <string_view>
#include <system_error>

#include "lockstep/load/shared_object.h"

namespace lockstep {
namespace {

/// The part of a loaded library that says what it imports, and where it keeps the addresses.
class Imports {
 public:
  explicit Imports(const link_map& library) : base_(library.l_addr) {
    for (const ElfW(Dyn)* entry = library.l_ld; entry->d_tag != DT_NULL; ++entry) {
      values_[entry->d_tag] = entry->d_un.d_val;
    }
  }

  /// Calls found(name, slot) for each address that it got by a name.
  template <typename Found>
  void for_each(Found found) const {
    for_each_in(DT_JMPREL, DT_PLTRELSZ, found);
    for_each_in(DT_RELA, DT_RELASZ, found);
  }

 private:
  template <typename Pointer>
  Pointer pointer(ElfW(Sxword) tag) const {
    const auto found = values_.find(tag);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the loader has put an address there
    return found == values_.end() ? nullptr : reinterpret_cast<Pointer>(found->second);
  }

  template <typename Found>
  void for_each_in(ElfW(Sxword) table, ElfW(Sxword) size, Found found) const {
    const auto* const begin = pointer<const ElfW(Rela)*>(table);
    if (!begin || !values_.contains(size)) return;
    const auto* const symbols = pointer<const ElfW(Sym)*>(DT_SYMTAB);
    const auto* const names = pointer<const char*>(DT_STRTAB);
    const std::span relocations(begin, values_.at(size) / sizeof(*begin));
    for (const ElfW(Rela) & relocation : relocations) {
      const ElfW(Sym)& symbol = symbols[ELF64_R_SYM(relocation.r_info)];
      if (symbol.st_shndx != SHN_UNDEF || symbol.st_name == 0) continue;
      // NOLINTNEXTLINE(performance-no-int-to-ptr): where the loader has put it
      found(names + symbol.st_name, reinterpret_cast<void**>(base_ + relocation.r_offset));
    }
  }

  const ElfW(Addr) base_;
  std::map<ElfW(Sxword), ElfW(Xword)> values_;
};

// Once a library is loaded, much of what the loader wrote is only for reading.
void overwrite(void** slot, void* value) {
  const auto page_size = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  const auto address = reinterpret_cast<std::uintptr_t>(slot);
  // NOLINTNEXTLINE(performance-no-int-to-ptr): where the page begins
  auto* const page = reinterpret_cast<void*>(address & ~(page_size - 1));
  if (mprotect(page, page_size, PROT_READ | PROT_WRITE) != 0) {
    throw std::system_error(errno, std::generic_category(), "mprotect");
  }
  *slot = value;
}

}  // namespace

void redirect_imports(void* library, std::span<const RedirectedFunction> functions) {
  const link_map* map = nullptr;
  if (dlinfo(library, RTLD_DI_LINKMAP, static_cast<void*>(&map)) != 0 || !map) return;
  Imports(*map).for_each([&](std::string_view name, void** slot) {
    const auto found = std::ranges::find(functions, name, &RedirectedFunction::name);
    if (found != functions.end()) overwrite(slot, found->function);
  });
}

}  // namespace lockstep
