// SPDX-License-Identifier: GPL-2.0-only
#include <fcntl.h>
#include <fmt/format.h>
#include <gelf.h>
#include <unistd.h>

#include <memory>
#include <stdexcept>
#include <string_view>

#include "lockstep/load/shared_object.h"

namespace lockstep {
namespace {

using ElfPtr = std::unique_ptr<Elf, decltype(&elf_end)>;

/// A file that is open for reading.
class OpenFile {
 public:
  explicit OpenFile(const std::string& path)
      : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  const int descriptor_;
};

GElf_Shdr header_of(Elf_Scn* section) {
  GElf_Shdr header = {};
  gelf_getshdr(section, &header);
  return header;
}

bool is_writable(const GElf_Shdr& header) {
  return (header.sh_flags & SHF_ALLOC) != 0 && (header.sh_flags & SHF_WRITE) != 0;
}

// The counters of the compiler's own instrumentation, which must not be reset, and data of the
// loader.
bool is_of_tools(std::string_view section) {
  return section.starts_with("__sanc") || section.starts_with("__llvm") ||
         section.starts_with(".got") || section.ends_with("_array") || section == ".dynamic";
}

std::string_view text_or_nothing(const char* text) { return text ? text : ""; }

/// A shared object in its file, and where it has been loaded to.
class LoadedObject {
 public:
  LoadedObject(const std::string& file, std::uintptr_t address)
      : file_(file),
        elf_(elf_begin(file_.descriptor(), ELF_C_READ, nullptr), elf_end),
        address_(address) {
    if (!elf_ || elf_getshdrstrndx(elf_.get(), &names_) != 0) {
      throw std::runtime_error(fmt::format("{}: {}", file, elf_errmsg(-1)));
    }
  }

  /// The last one that there is, or null.
  Elf_Scn* symbol_table() const {
    Elf_Scn* symbols = nullptr;
    for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf_.get(), section)) != nullptr;) {
      if (header_of(section).sh_type == SHT_SYMTAB) symbols = section;
    }
    return symbols;
  }

  void add_sections(StaticObjects& statics) const {
    for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf_.get(), section)) != nullptr;) {
      const GElf_Shdr header = header_of(section);
      if (!has_variables(header)) continue;
      statics.add(address_ + header.sh_addr, header.sh_size, name_of(header));
    }
  }

  void add_symbols(Elf_Scn* symbols, StaticObjects& statics) const {
    const GElf_Shdr table = header_of(symbols);
    Elf_Data* const data = elf_getdata(symbols, nullptr);
    for (std::size_t i = 0; i < table.sh_size / table.sh_entsize; ++i) {
      GElf_Sym symbol = {};
      gelf_getsym(data, static_cast<int>(i), &symbol);
      Elf_Scn* const section = elf_getscn(elf_.get(), symbol.st_shndx);
      if (GELF_ST_TYPE(symbol.st_info) != STT_OBJECT || symbol.st_size == 0 || !section) continue;
      if (!has_variables(header_of(section))) continue;
      statics.add(address_ + symbol.st_value, symbol.st_size,
                  text_or_nothing(elf_strptr(elf_.get(), table.sh_link, symbol.st_name)));
    }
  }

 private:
  std::string_view name_of(const GElf_Shdr& header) const {
    return text_or_nothing(elf_strptr(elf_.get(), names_, header.sh_name));
  }

  bool has_variables(const GElf_Shdr& header) const {
    return is_writable(header) && !is_of_tools(name_of(header));
  }

  const OpenFile file_;
  const ElfPtr elf_;
  const std::uintptr_t address_;
  std::size_t names_ = 0;  // the section of the sections' names
};

}  // namespace

StaticObjects read_statics(const std::string& file, std::uintptr_t load_address) {
  elf_version(EV_CURRENT);
  const LoadedObject object(file, load_address);
  StaticObjects statics;
  if (Elf_Scn* const symbols = object.symbol_table()) {
    object.add_symbols(symbols, statics);
  } else {
    object.add_sections(statics);
  }
  return statics;
}

}  // namespace lockstep
