// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <optional>

#include "lockstep/program/operation.h"

namespace lockstep {

/// Says what tasks do while they run, instead of a program. Called on behalf of tasks: must not
/// allocate memory.
class OperationSource {
 public:
  OperationSource() = default;
  OperationSource(const OperationSource&) = delete;
  OperationSource& operator=(const OperationSource&) = delete;
  virtual ~OperationSource() = default;

  /// The task was chosen, and is between operations: the next one, or none: it ends.
  virtual std::optional<Operation> next(unsigned task) = 0;

  /// An operation of the task has just returned: one without steps (read_data, write_data) that
  /// follows at once, or none: the task lets others go first.
  virtual std::optional<Operation> next_at_once(unsigned task) = 0;
};

}  // namespace lockstep
