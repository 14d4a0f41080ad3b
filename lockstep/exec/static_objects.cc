// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/exec/static_objects.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gelf.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>
#include <stdexcept>

#include "lockstep/sched/fiber_sanitizers.h"

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

// What the compiler's own instrumentation counts in, which nobody may reset, and what the loader
// keeps there.
bool is_of_tools(std::string_view section) {
  return section.starts_with("__sanc") || section.starts_with("__llvm") ||
         section.starts_with(".got") || section.ends_with("_array") || section == ".dynamic";
}

// What comes first that may be read: AddressSanitizer leaves room between variables, which it
// counts as a part of them, and forbids to touch it.
std::span<std::byte> first_usable(std::span<std::byte> bytes) {
#if defined(LOCKSTEP_ASAN)
  while (!bytes.empty() && __asan_address_is_poisoned(bytes.data()) != 0) bytes = bytes.subspan(1);
  const void* const end = __asan_region_is_poisoned(bytes.data(), bytes.size());
  if (end) return {bytes.data(), static_cast<const std::byte*>(end)};
#endif
  return bytes;
}

// Of several functions' variables of one name, all but one have a number behind it.
std::string without_number(std::string_view name) {
  const std::size_t end = name.find_last_not_of("0123456789");
  const bool has_end = end != std::string_view::npos && end != 0 && end + 1 < name.size();
  if (has_end && name[end] == '.') name = name.substr(0, end);
  return std::string(name);
}

}  // namespace

StaticObjects::StaticObjects(const std::string& file, std::uintptr_t load_address) {
  elf_version(EV_CURRENT);
  const OpenFile open_file(file);
  const ElfPtr elf(elf_begin(open_file.descriptor(), ELF_C_READ, nullptr), elf_end);
  std::size_t names = 0;
  if (!elf || elf_getshdrstrndx(elf.get(), &names) != 0) {
    throw std::runtime_error(fmt::format("{}: {}", file, elf_errmsg(-1)));
  }
  const auto section_name = [&](const GElf_Shdr& header) {
    const char* const name = elf_strptr(elf.get(), names, header.sh_name);
    return std::string_view(name ? name : "");
  };
  Elf_Scn* symbols = nullptr;
  for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf.get(), section)) != nullptr;) {
    if (header_of(section).sh_type == SHT_SYMTAB) symbols = section;
  }
  if (!symbols) {
    for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf.get(), section)) != nullptr;) {
      const GElf_Shdr header = header_of(section);
      if (!is_writable(header) || is_of_tools(section_name(header))) continue;
      add(load_address + header.sh_addr, header.sh_size, section_name(header).data());
    }
  } else {
    const GElf_Shdr table = header_of(symbols);
    Elf_Data* const data = elf_getdata(symbols, nullptr);
    for (std::size_t i = 0; i < table.sh_size / table.sh_entsize; ++i) {
      GElf_Sym symbol = {};
      gelf_getsym(data, static_cast<int>(i), &symbol);
      Elf_Scn* const section = elf_getscn(elf.get(), symbol.st_shndx);
      if (GELF_ST_TYPE(symbol.st_info) != STT_OBJECT || symbol.st_size == 0 || !section) continue;
      const GElf_Shdr header = header_of(section);
      if (!is_writable(header) || is_of_tools(section_name(header))) continue;
      add(load_address + symbol.st_value, symbol.st_size,
          elf_strptr(elf.get(), table.sh_link, symbol.st_name));
    }
  }
  std::ranges::sort(objects_, {}, &Object::begin);
}

void StaticObjects::add(std::uintptr_t address, std::size_t size, const char* name) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): where the loader has put it
  std::span bytes(reinterpret_cast<std::byte*>(address), size);
  while (!bytes.empty()) {
    const std::span part = first_usable(bytes);
    if (!part.empty()) {
      objects_.push_back(
          {part.data(), part.size(), without_number(name ? name : ""), {part.begin(), part.end()}});
    }
    bytes = {part.data() + part.size(), bytes.data() + bytes.size()};
  }
}

void StaticObjects::restore() const {
  for (const Object& object : objects_) {
    if (std::memcmp(object.begin, object.initial.data(), object.size) == 0) continue;
    std::memcpy(object.begin, object.initial.data(), object.size);
  }
}

const StaticObjects::Object* StaticObjects::find(const volatile void* address) const {
  const auto* const byte = static_cast<const std::byte*>(const_cast<const void*>(address));
  const auto after = std::ranges::upper_bound(objects_, byte, {}, &Object::begin);
  if (after == objects_.begin()) return nullptr;
  const Object& object = *std::prev(after);
  return byte < object.begin + object.size ? &object : nullptr;
}

std::string_view StaticObjects::name_at(const volatile void* address) const {
  const Object* const object = find(address);
  return object ? object->name : std::string_view();
}

void StaticObjects::append_changed(std::vector<std::uint64_t>& words) const {
  for (std::size_t i = 0; i < objects_.size(); ++i) {
    const Object& object = objects_[i];
    if (std::memcmp(object.begin, object.initial.data(), object.size) == 0) continue;
    words.push_back(i);
    for (std::size_t at = 0; at < object.size; at += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, object.begin + at, std::min(sizeof(word), object.size - at));
      words.push_back(word);
    }
  }
}

}  // namespace lockstep
