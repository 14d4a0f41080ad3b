// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <functional>
#include <set>

#include "lockstep/explore/open_moves.h"
#include "lockstep/program/program.h"
#include "lockstep/program/task_outlook.h"

namespace lockstep {

/// Makes all programs within a bound, one by one, under all names of tasks and VMAs: those without
/// operations that the contract cannot permit. Tasks may have no operations.
class AllPrograms {
 public:
  /// What calls are assumed to do: succeed, as where programs are counted, or either succeed or
  /// fail.
  enum class Calls : std::uint8_t { kSucceed, kMayFail };

  /// Programs with this start and at most so many operations of all tasks together. `start` has the
  /// bound's tasks, without operations.
  AllPrograms(const ProgramBound& bound, const Program& start, unsigned operations, Calls calls,
              const OperationSet& supported = {})
      : bound_(bound),
        operations_(operations),
        calls_(calls),
        alphabet_(bound, supported),
        program_(start) {}

  using Visit = std::function<void(const Program&)>;

  void for_each(const Visit& visit) { fill(0, 0, {TaskOutlook(program_)}, visit); }

 private:
  /// Everything that a task may hold after its operations so far.
  using Outlooks = std::set<TaskOutlook>;

  void fill(unsigned task, unsigned operations, const Outlooks& outlooks, const Visit& visit) {
    if (task == bound_.tasks) {
      visit(program_);
      return;
    }
    fill(task + 1, operations, {TaskOutlook(program_)}, visit);
    auto& own = program_.tasks[task].operations;
    if (operations == operations_ || own.size() == bound_.operations) return;
    for (std::size_t i = 0; i < alphabet_.size(); ++i) {
      const Outlooks next = after(outlooks, alphabet_[i]);
      if (next.empty()) continue;
      own.push_back(alphabet_[i]);
      fill(task, operations + 1, next, visit);
      own.pop_back();
    }
  }

  // None if the operation cannot be permitted.
  Outlooks after(const Outlooks& outlooks, const Operation& operation) const {
    Outlooks result;
    for (const TaskOutlook& outlook : outlooks) {
      if (!outlook.may_make(operation)) continue;
      if (calls_ == Calls::kMayFail) result.insert(outlook);
      TaskOutlook made = outlook;
      made.make(operation);
      result.insert(made);
    }
    return result;
  }

  const ProgramBound bound_;
  const unsigned operations_;
  const Calls calls_;
  const Alphabet alphabet_;
  Program program_;
};

}  // namespace lockstep
