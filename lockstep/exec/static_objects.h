// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

/// The variables of a shared object that live as long as it is loaded: those of static storage
/// duration that can be written. They are part of the state of an execution, and every execution
/// starts with them as they were when the object had been loaded.
class StaticObjects {
 public:
  /// None.
  StaticObjects() = default;

  /// Those of the shared object that has been loaded from this file to this address. By their names
  /// if the file has a symbol table, else whole sections. Throws std::runtime_error if the file
  /// cannot be read.
  StaticObjects(const std::string& file, std::uintptr_t load_address);

  bool empty() const { return objects_.empty(); }

  /// Gives all of them the values that they had when this was made.
  void restore() const;

  /// Whether an address is in one of them.
  bool contain(const volatile void* address) const { return find(address) != nullptr; }

  /// The name of the one at this address; empty if there is none.
  std::string_view name_at(const volatile void* address) const;

  /// Appends the values that are other than at first, each behind its place.
  void append_changed(std::vector<std::uint64_t>& words) const;

 private:
  struct Object {
    std::byte* begin = nullptr;
    std::size_t size = 0;
    std::string name;
    std::vector<std::byte> initial;
  };

  const Object* find(const volatile void* address) const;
  void add(std::uintptr_t address, std::size_t size, const char* name);

  std::vector<Object> objects_;  // by address
};

}  // namespace lockstep
