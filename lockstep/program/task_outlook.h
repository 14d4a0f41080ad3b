// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <compare>

#include "lockstep/program/operation.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// What a task can hope to be permitted to do, told without running it: every call it made is taken
/// to have succeeded, and whatever other tasks may have changed since may be either way.
class TaskOutlook {
 public:
  explicit TaskOutlook(const Program& start);

  /// Whether the contract may permit this operation now.
  bool may_make(const Operation& operation) const;

  /// The task makes it.
  void make(const Operation& operation);

  /// Equal outlooks hope for the same from now on. The order has no meaning.
  friend auto operator<=>(const TaskOutlook&, const TaskOutlook&) = default;

 private:
  void forget(unsigned owner);

  Holdings holdings_;
  std::array<Expectation, kMaxObjects> objects_;
};

}  // namespace lockstep
