// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>

#include "lockstep/sched/task_set.h"

namespace lockstep {

/// Knows which tasks on threads sleep and which have ended, and with it when nobody can go on.
///
/// A task sleeps on a word, its state: it is asleep from enter_sleep() until, having found 0 in the
/// word, it calls leave_sleep(), and does nothing else meanwhile. Whoever puts 0 there is not
/// asleep himself. So once all unfinished tasks are asleep and no word is 0, it stays so. That is
/// looked at word by word; a count of all changes, which is one atomic object with who sleeps and
/// who has ended, says whether anything happened meanwhile.
class HangDetector {
 public:
  /// The state of a task, for each of them.
  using Words = std::array<const unsigned*, kMaxTasks>;

  /// An execution of so many tasks begins. Before the tasks do.
  void restart(unsigned tasks);

  /// What the task is about to do. At a hang, somebody's enter_sleep() or end() was the last.
  void enter_sleep(unsigned task) { change(kChange + asleep_bit(task)); }
  void leave_sleep(unsigned task) { change(kChange - asleep_bit(task)); }
  void end(unsigned task) { change(kChange + ended_bit(task)); }

  bool is_asleep(unsigned task) const { return (status_.load() & asleep_bit(task)) != 0; }

  /// The tasks that hang, if all that have not ended do. To be asked after each enter_sleep() and
  /// end(): a hang is never missed, and what is found is one.
  std::optional<TaskSet> find_hang(const Words& words) const;

 private:
  // What the bits of the status mean: which tasks sleep, which have ended, and how often it has
  // changed.
  static constexpr std::uint64_t kChange = std::uint64_t{1} << (2 * kMaxTasks);
  static constexpr std::uint64_t asleep_bit(unsigned task) { return std::uint64_t{1} << task; }
  static constexpr std::uint64_t ended_bit(unsigned task) { return asleep_bit(task) << kMaxTasks; }

  void change(std::uint64_t by) { status_.fetch_add(by); }

  unsigned tasks_ = 0;
  std::atomic<std::uint64_t> status_ = 0;
};

}  // namespace lockstep
