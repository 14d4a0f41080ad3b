// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <compare>
#include <optional>

#include "lockstep/program/contract.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// What a task can hope to be permitted to do, told without running it: every call it made is taken
/// to have succeeded, and what other tasks may have changed since is taken to be as it pleases.
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
  struct Vma {
    std::uint8_t mm = 0;
    std::optional<bool> attached;  // empty: other tasks may have changed it
    bool write_locked = false;
    bool detaching = false;  // inside an exclusive section that detaches

    friend auto operator<=>(const Vma&, const Vma&) = default;
  };

  void forget(unsigned mm);
  static void note_vma(const Operation& operation, Vma& vma);

  Holdings holdings_;
  std::array<Vma, kMaxVmas> vmas_;
};

}  // namespace lockstep
