// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/stress/hang_detector.h"

namespace lockstep {

void HangDetector::restart(unsigned tasks) {
  tasks_ = tasks;
  status_.store(0);
}

std::optional<TaskSet> HangDetector::find_hang(const Words& words) const {
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
