// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>

#include "lockstep/exec/observation.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// In how many things an execution, as far as it has come, shows something else than is wanted.
class OutcomeMatch {
 public:
  /// Does not copy.
  explicit OutcomeMatch(const Observation& wanted);

  /// An execution begins.
  void restart();

  /// Looks at what has been shown since the last call. Allocates nothing.
  void take_over(const Observation& shown);

  /// The same, and how the execution ended.
  void take_over_end(const Observation& shown);

  /// Operations and warnings that are other; at the end also those of one side only, but for
  /// operations that do not return because the execution ends in another way. That counts as one.
  unsigned differences() const { return differences_; }

  /// Equal for executions that differ in the same things, and show the same in operations.
  std::uint64_t identity() const { return identity_; }

 private:
  void note(std::uint64_t what);
  void note_progress(const Observation& shown);

  // A task's releases at its end count on behind its operations.
  static constexpr std::size_t kMostRecords = std::size_t{2} * kMaxOperationsPerTask;

  const Observation& wanted_;
  std::array<std::array<const OperationRecord*, kMostRecords>, kMaxTasks> records_ = {};
  std::size_t operations_ = 0;
  std::size_t warnings_ = 0;
  unsigned differences_ = 0;
  std::uint64_t identity_ = 0;
};

}  // namespace lockstep
