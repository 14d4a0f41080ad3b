// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lockstep/program/bound_subject.h"

// What the rows of the subject say of operations, as questions: what they work on, whether the
// contract of the code under test permits them, and what they do to what a task holds. All inline:
// an executor that knows the operation at compile time has little left to check.
namespace lockstep {

/// All operations, in the order of the codes.
inline constexpr auto& kOperations = bound::kOperations;
inline constexpr unsigned kOperationCodes = kOperations.size();

/// Never fails: every code has an entry.
constexpr const OperationInfo& info(OperationCode code) {
  return kOperations[static_cast<unsigned>(code)];
}

/// The operation with this name, if there is one.
constexpr std::optional<OperationCode> find_operation(std::string_view name) {
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    if (kOperations[code].name == name) return static_cast<OperationCode>(code);
  }
  return std::nullopt;
}

/// Where the operations have their object and their owner operand; kMaxOperands if they have none.
struct OperandPlaces {
  std::uint8_t object;
  std::uint8_t owner;
};

/// By code. A table of its own, because it is looked at for every operation of every execution.
inline constexpr auto kOperandPlaces = [] {
  std::array<OperandPlaces, kOperationCodes> places{};
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    const OperationInfo& operation = kOperations[code];
    places[code].object = operation.find(OperandKind::kObject, OperandKind::kObject);
    places[code].owner = operation.find(OperandKind::kOwner, OperandKind::kOptionalOwner);
  }
  return places;
}();

/// The object that the operation works on, if it has one.
inline std::optional<unsigned> object_of(const Operation& operation) {
  const unsigned place = kOperandPlaces[static_cast<unsigned>(operation.code)].object;
  if (place == kMaxOperands) return std::nullopt;
  return static_cast<unsigned>(operation.operands[place]);
}

/// The owner that the operation names, if it does.
inline std::optional<unsigned> owner_of(const Operation& operation) {
  const unsigned place = kOperandPlaces[static_cast<unsigned>(operation.code)].owner;
  if (place == kMaxOperands) return std::nullopt;
  return static_cast<unsigned>(operation.operands[place]);
}

/// The object that the operation works on, if it works on one: that of its first operand.
inline std::optional<ObjectPlace> place_of(const Operation& operation) {
  if (const auto object = object_of(operation)) return ObjectPlace{kObjects, *object};
  if (const auto owner = owner_of(operation)) return ObjectPlace{kOwners, *owner};
  return std::nullopt;
}

/// Whether the operation works on another task, which it names.
inline bool names_task(const Operation& operation) {
  return info(operation.code).operands[0] == OperandKind::kTask;
}

/// Whether the operation can make steps. Those that cannot are accesses to the protected data,
/// which is plain memory.
constexpr bool makes_steps(OperationCode code) { return info(code).makes_steps; }

/// Whether the operation breaks the contract of the code under test: an injected fault, or a
/// primitive called in a way that its callers promise not to. What is seen only after one of
/// these is out of contract.
inline bool is_fault(const Operation& operation) {
  const auto rule = info(operation.code).is_fault;
  return rule && rule(operation);
}

/// Whether permitted() looks at the facts of the object that the operation works on.
constexpr bool needs_facts(OperationCode code) { return info(code).needs_facts; }

/// Whether a task with these holdings may make this call. `facts` is about the object that the
/// operation works on; see needs_facts(). Faults are always permitted: that they break the contract
/// is what they are for.
constexpr bool permitted(const Operation& operation, const Holdings& holdings, const Facts& facts) {
  const auto rule = info(operation.code).permitted;
  return !rule || rule({operation, holdings, facts});
}

/// Takes over what the operation does to the holdings if it succeeds.
constexpr void apply_success(const Operation& operation, Holdings& holdings) {
  info(operation.code).effect.apply(holdings, target_of(operation));
}

}  // namespace lockstep
