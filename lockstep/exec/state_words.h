// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "lockstep/memory/race_state.h"
#include "lockstep/program/operation.h"
#include "subjects/bound_calls.h"

namespace lockstep {

/// The state of a task between two steps, as words that are equal for equal states. What it has to
/// do with each object stands apart, so that objects can change places.
struct TaskWords {
  std::vector<std::uint64_t> own;
  std::array<std::array<std::uint64_t, 3>, kMaxObjects> per_object;
  bool names_task = false;  ///< it is about to use the index of some task
};

/// The state of an execution between two steps: all that the rest of it depends on. Reused from
/// state to state: its vectors keep their memory.
struct StateWords {
  unsigned object_count = 0;
  unsigned task_count = 0;
  std::array<std::array<unsigned long, bound::kObjectStateWords>, kMaxObjects> objects;
  std::array<unsigned long, kMaxOwners> owners;
  std::array<TaskWords, kMaxTasks> tasks;
  std::vector<std::uint64_t> warnings;
  std::vector<std::uint64_t> statics;  ///< of the implementation, as far as changed, and its heap
  RaceState races;                     ///< empty if races are not watched for

  /// Appends all of them.
  void append_to(std::vector<std::uint64_t>& words) const;
};

}  // namespace lockstep
