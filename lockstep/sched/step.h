// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "kernel/abi/engine.h"
#include "lockstep/program/choice.h"

namespace lockstep {

/// Steps after which an execution counts as endless. Far above what any program needs: a task makes
/// at most kMaxOperationsPerTask operations of about a dozen steps each.
inline constexpr std::uint32_t kStepLimit = 10'000;

/// One access to shared state by one task: who, what and how. One word, because every step of every
/// execution makes one.
class Step {
 public:
  Step() = default;
  /// User addresses have 47 bits, so object, kind and task fit.
  Step(unsigned task, const volatile void* object, lockstep_access kind)
      : word_(std::uint64_t{task} << 60 | reinterpret_cast<std::uintptr_t>(object) << 8 |
              static_cast<unsigned>(kind)) {}
  /// A task that was chosen and has not said what it accesses.
  explicit Step(Choice choice) : word_(std::uint64_t{choice.task()} << 60) {}

  /// The same step, chosen because the task that ran before slept or ended.
  Step after_leave() const { return {word_ | kAfterLeave, 0}; }
  /// The same choice, now that it is known what it accesses.
  Step completed(Step announced) const { return {announced.word_ | (word_ & kAfterLeave), 0}; }

  unsigned task() const { return static_cast<unsigned>(word_ >> 60); }
  Choice choice() const { return Choice::of_task(task()); }
  lockstep_access kind() const { return static_cast<lockstep_access>(word_ & kKindMask); }
  bool is_after_leave() const { return (word_ & kAfterLeave) != 0; }
  /// Null if the task ended or slept without an access.
  const volatile void* object() const {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): it was a pointer
    return reinterpret_cast<const volatile void*>((word_ & ~(std::uint64_t{0xf} << 60)) >> 8);
  }

  friend bool operator==(Step, Step) = default;

 private:
  static constexpr std::uint64_t kKindMask = 0x7f;
  static constexpr std::uint64_t kAfterLeave = 0x80;

  Step(std::uint64_t word, int /*raw*/) : word_(word) {}

  std::uint64_t word_ = 0;
};

/// The steps of an execution, in order: the schedule that it ran under is their tasks. Has room for
/// a fixed number of them.
class StepLog {
 public:
  explicit StepLog(std::uint32_t capacity) : steps_(capacity), end_(steps_.data()) {}
  StepLog(const StepLog& other) : StepLog(static_cast<std::uint32_t>(other.steps_.size())) {
    *this = other;
  }
  StepLog& operator=(const StepLog& other) {
    if (this == &other) return *this;
    if (steps_.size() < other.size()) steps_.resize(other.size());  // it was compact
    end_ = std::copy(other.begin(), other.end(), steps_.data());
    return *this;
  }

  /// A copy without room for more.
  StepLog compact() const {
    StepLog copy(size());
    copy.end_ = std::copy(begin(), end(), copy.steps_.data());
    return copy;
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(end_ - begin()); }
  Step operator[](std::uint32_t index) const { return steps_[index]; }
  const Step* begin() const { return steps_.data(); }
  const Step* end() const { return end_; }

  void clear() { end_ = steps_.data(); }

  /// For who writes the log: where the next step goes, the end of the room for them, and, when
  /// done, how far it came.
  Step* room() { return steps_.data(); }
  Step* room_end() { return steps_.data() + steps_.size(); }
  void set_end(Step* end) { end_ = end; }

 private:
  std::vector<Step> steps_;  // as many as there is room for
  Step* end_;                // of those that were taken
};

/// Whether two executions took the same steps.
inline bool operator==(const StepLog& a, const StepLog& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

/// The choices behind steps that were taken.
inline Path path_of(std::span<const Step> steps) {
  Path path;
  for (const Step step : steps) path.push_back(step.choice());
  return path;
}

/// The other way: steps of which no more is known than who makes them.
inline std::vector<Step> steps_of(std::span<const Choice> path) {
  return {path.begin(), path.end()};
}

}  // namespace lockstep
