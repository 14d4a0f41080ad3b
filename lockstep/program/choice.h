// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "lockstep/subject/operation.h"

namespace lockstep {

/// No task: what ran before the first step.
inline constexpr unsigned kNoTask = kMaxTasks;

/// What decides how an execution goes on: which task makes the next step, or that there is none.
/// Only schedulers and what they are made of look into one.
class Choice {
 public:
  /// The execution stops here.
  constexpr Choice() = default;

  /// This task, below kMaxTasks, makes the next step.
  static constexpr Choice of_task(unsigned task) { return Choice(static_cast<std::uint8_t>(task)); }

  constexpr bool stops() const { return task_ == kNoTask; }

  /// kNoTask if the execution stops.
  constexpr unsigned task() const { return task_; }

  friend constexpr auto operator<=>(Choice, Choice) = default;

 private:
  explicit constexpr Choice(std::uint8_t task) : task_(task) {}

  std::uint8_t task_ = kNoTask;
};

/// Choices taken one after the other, from the start of an execution.
using Path = std::vector<Choice>;

}  // namespace lockstep
