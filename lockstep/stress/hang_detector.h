// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>

#include "lockstep/sched/task_set.h"

namespace lockstep {

/// Knows which tasks on threads sleep and which have ended, and so when none of them can go on.
///
/// A task sleeps on a word, its state: it is asleep from enter_sleep() until it has found 0 in the
/// word and calls leave_sleep(), and does nothing else meanwhile. Only tasks that are awake put 0
/// there. So once all unfinished tasks are asleep and no word is 0, it stays so. The words are
/// looked at one by one; whether anything happened meanwhile shows in a count of all changes, which
/// is in one atomic object with the sets of tasks that sleep and that have ended.
class HangDetector {
 public:
  /// The state of a task, for each of them.
  using Words = std::array<const unsigned*, kMaxTasks>;

  /// An execution of so many tasks begins. To be called before the tasks start.
  void restart(unsigned tasks);

  /// What the task is about to do. At a hang, the last call was an enter_sleep() or an end().
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

inline void HangDetector::restart(unsigned tasks) {
  tasks_ = tasks;
  status_.store(0);
}

inline std::optional<TaskSet> HangDetector::find_hang(const Words& words) const {
  const std::uint64_t status = status_.load();
  TaskSet asleep;
  for (unsigned task = 0; task < tasks_; ++task) {
    if ((status & ended_bit(task)) != 0) continue;
    if ((status & asleep_bit(task)) == 0) return std::nullopt;
    if (__atomic_load_n(words[task], __ATOMIC_SEQ_CST) == 0) return std::nullopt;
    asleep.insert(task);
  }
  if (asleep.empty() || status_.load() != status) return std::nullopt;
  return asleep;
}

}  // namespace lockstep
