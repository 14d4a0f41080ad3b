// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/abi/implementation.h"

namespace lockstep {

/// The variables of a shared object that live as long as it is loaded: those of static storage
/// duration that can be written. They are part of the state of an execution, and every execution
/// starts with them as they were when the object had been loaded.
class StaticObjects {
 public:
  /// Adds one, with the values that it has now. The numbers that compilers put behind the names of
  /// a function's variables are left out; so is the room that AddressSanitizer leaves around them.
  void add(std::uintptr_t address, std::size_t size, std::string_view name);

  bool empty() const { return objects_.empty(); }

  /// Gives all of them the values that they had when they were added.
  void restore() const;

  /// Whether an address is in one of them.
  bool contain(const volatile void* address) const { return find(address) != nullptr; }

  /// The name of the one at this address; empty if there is none.
  std::string_view name_at(const volatile void* address) const;

  /// All of them, as they are now.
  std::vector<std::span<const std::byte>> bytes() const;

  /// A hash of their values.
  std::uint64_t hash() const;

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

  std::vector<Object> objects_;  // by address
};

/// What executions of this implementation start with from now on. The first call for an
/// implementation counts. Not thread-safe.
void keep_statics(const lockstep_implementation& implementation, StaticObjects&& statics);

/// The static variables of an implementation; none if nobody has told.
const StaticObjects& statics_of(const lockstep_implementation& implementation);

}  // namespace lockstep
