// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "kernel/abi/implementation.h"
#include "kernel/abi/objects.h"
#include "lockstep/subject/object_kind.h"
#include "lockstep/subject/operation.h"
#include "lockstep/subject/operation_row.h"

namespace lockstep {

/// What a call returned.
struct CallResult {
  std::int32_t value = 0;  ///< return code; 1 and 0 for true and false; the word read_data read
  bool succeeded = true;   ///< whether it did what the effect of the operation is about
  std::uint8_t told = 0;   ///< what else the caller was told: flags, as the kind of object has them
};

/// What the subject keeps for one task from call to call, per object.
using Sections = std::array<lockstep_section, kMaxObjects>;

/// A call that is to be made on behalf of the running task.
struct Call {
  const lockstep_implementation& table;
  lockstep_objects& objects;
  Sections& sections;  ///< of the task
  const Operation& operation;
};

/// Makes a call.
using MakeCall = CallResult (*)(const Call&);

/// A pointer in the table of an implementation.
struct TableEntry {
  std::string_view name = {};
  std::size_t offset = 0;
  bool optional = false;    ///< kernels may lack it, and with it the operations that need it
  MakeCall make = nullptr;  ///< calls it with the operands that it takes; null: nothing does so
};

/// An entry that nobody calls by its operands alone: a text, or what calls of their own use.
#define LOCKSTEP_ENTRY(name, optional) \
  ::lockstep::TableEntry { #name, offsetof(lockstep_implementation, name), optional }
/// An entry that calls::make<&lockstep_implementation::name> calls, whatever `calls` is there.
#define LOCKSTEP_CALLED_ENTRY(name, optional)                 \
  ::lockstep::TableEntry {                                    \
#name, offsetof(lockstep_implementation, name), optional, \
        calls::make < &lockstep_implementation::name>         \
  }

/// A call of an operation that does more than pass its operands to its first entry.
struct OwnCall {
  OperationCode code = {};
  MakeCall make = nullptr;
};

/// How operations are called, by code. It does not compile, in a constant, if one calls nothing.
template <std::size_t count>
constexpr std::array<MakeCall, count> calls_of(const std::array<OperationInfo, count>& operations,
                                               std::span<const TableEntry> entries,
                                               std::span<const OwnCall> own_calls = {}) {
  std::array<MakeCall, count> made{};
  for (const OperationInfo& operation : operations) {
    MakeCall& make = made[static_cast<std::size_t>(operation.code)];
    for (const TableEntry& entry : entries) {
      if (entry.name == *operation.entries.begin()) make = entry.make;
    }
    for (const OwnCall& own : own_calls) {
      if (own.code == operation.code) make = own.make;
    }
    if (!make) throw "an operation calls nothing";
  }
  return made;
}

}  // namespace lockstep
