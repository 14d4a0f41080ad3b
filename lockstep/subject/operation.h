// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "kernel/abi/objects.h"

namespace lockstep {

inline constexpr unsigned kMaxTasks = LOCKSTEP_MAX_TASKS;

/// A call that a task can make, as the number of its row in the table of its subject. Packed
/// programs hold these numbers.
enum class OperationCode : std::uint8_t {};

/// What an operand means, and with it how it is written and what values it may have.
enum class OperandKind : std::uint8_t {
  kNone,
  kObject,         ///< number of a declared object
  kOwner,          ///< number of an owner
  kOptionalOwner,  ///< the same; left out when it is the default (see default_owner())
  kTask,           ///< a task, written by name
  kWaitState,      ///< how the task sleeps: see WaitState
  kCount,          ///< any 32-bit number
};

/// The states in which a task may wait.
enum class WaitState : std::uint8_t { kUninterruptible, kKillable, kInterruptible };

inline constexpr std::array<std::string_view, 3> kWaitStateNames = {"uninterruptible", "killable",
                                                                    "interruptible"};

inline constexpr unsigned kMaxOperands = 2;

/// One call with its operands; those the operation does not have are 0.
struct Operation {
  OperationCode code = {};
  std::array<std::int32_t, kMaxOperands> operands = {};

  friend bool operator==(const Operation&, const Operation&) = default;
};

/// The number of the object or task that the operation works on, which is its first operand.
constexpr unsigned target_of(const Operation& operation) {
  return static_cast<unsigned>(operation.operands[0]);
}

}  // namespace lockstep
