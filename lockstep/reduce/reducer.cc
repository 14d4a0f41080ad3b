// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/reducer.h"

#include <algorithm>
#include <iterator>

#include "lockstep/program/program_edits.h"

namespace lockstep {
namespace {

class Reducer {
 public:
  Reducer(ShownProgram shown, const StillShows& still_shows)
      : program_(std::move(shown.program)),
        steps_(std::move(shown.steps)),
        still_shows_(still_shows) {}

  Program reduce() {
    do {
      changed_ = false;
      reduce_configuration();
      reduce_tasks();
      reduce_operations(true);
      reduce_operations(false);
      merge_tasks();
      simplify_operations();
      simplify_start();
    } while (changed_);
    return std::move(program_);
  }

 private:
  bool keep_if_shown(const Program& candidate) {
    auto shown = still_shows_(candidate);
    if (!shown) return false;
    program_ = std::move(shown->program);
    steps_ = std::move(shown->steps);
    changed_ = true;
    return true;
  }

  // The schedule without the steps that go: what is left then happens as it did.
  template <typename Gone>
  Schedule schedule_without(Gone gone) const {
    std::vector<OwnedStep> left;
    std::copy_if(steps_.begin(), steps_.end(), std::back_inserter(left),
                 [&](const OwnedStep& step) { return !gone(step); });
    return schedule_of(left);
  }

  void reduce_configuration() {
    for (const Configuration& configuration : kAllConfigurations) {
      if (configuration == program_.configuration) return;
      Program candidate = program_;
      candidate.configuration = configuration;
      if (keep_if_shown(candidate)) return;
    }
  }

  void reduce_tasks() {
    for (std::size_t task = program_.tasks.size(); task-- > 0 && program_.tasks.size() > 1;) {
      Program candidate = program_;
      candidate.schedule = schedule_without([&](OwnedStep step) { return step.task == task; });
      keep_if_shown(without_task(candidate, task));
    }
  }

  void merge_tasks() {
    for (std::size_t from = program_.tasks.size(); from-- > 0;) {
      for (std::size_t into = 0; into < program_.tasks.size(); ++into) {
        if (try_merge(from, into)) break;
      }
    }
  }

  bool try_merge(std::size_t from, std::size_t into) {
    if (from == into || from >= program_.tasks.size()) return false;
    if (program_.tasks[from].operations.size() + program_.tasks[into].operations.size() >
        kMaxOperationsPerTask) {
      return false;
    }
    return keep_if_shown(with_merged_tasks(program_, from, into, true)) ||
           keep_if_shown(with_merged_tasks(program_, from, into, false));
  }

  // Takes away ever smaller pieces, from the end: what comes last is needed least.
  void reduce_operations(bool faults_only) {
    for (std::size_t task = 0; task < program_.tasks.size(); ++task) {
      for (std::size_t piece = program_.tasks[task].operations.size(); piece > 0; piece /= 2) {
        reduce_pieces(task, faults_only ? 1 : piece, faults_only);
        if (faults_only) break;
      }
    }
  }

  void reduce_pieces(std::size_t task, std::size_t piece, bool faults_only) {
    std::size_t end = program_.tasks[task].operations.size();
    while (end >= piece && piece > 0) {
      const std::size_t first = end - piece;
      const bool eligible = !faults_only || is_fault(program_.tasks[task].operations[first]);
      const bool taken = eligible && try_without(task, first, piece);
      end = std::min(taken || piece == 1 ? first : end - 1, program_.tasks[task].operations.size());
    }
  }

  bool try_without(std::size_t task, std::size_t first, std::size_t count) {
    Program candidate = without_operations(program_, task, first, count);
    candidate.schedule = schedule_without([&](OwnedStep step) {
      return step.task == task && step.index >= first && step.index < first + count;
    });
    return keep_if_shown(candidate);
  }

  void simplify_operations() {
    for (std::size_t task = 0; task < program_.tasks.size(); ++task) {
      for (std::size_t i = 0; i < program_.tasks[task].operations.size(); ++i) {
        simplify_operation(task, i);
      }
    }
  }

  void simplify_operation(std::size_t task, std::size_t index) {
    for (const Operation& plainer : plainer_operations(program_.tasks[task].operations[index])) {
      Program candidate = program_;
      candidate.tasks[task].operations[index] = plainer;
      if (keep_if_shown(candidate)) return;
    }
  }

  void simplify_start() {
    Program candidate = without_unused_objects(program_);
    if (candidate != program_) keep_if_shown(candidate);
    for (const Program& plainer : plainer_starts(program_)) {
      if (keep_if_shown(plainer)) return;  // the others were made from what it was before
    }
  }

  Program program_;
  std::vector<OwnedStep> steps_;  // of its schedule
  const StillShows& still_shows_;
  bool changed_ = false;
};

}  // namespace

Program reduce_program(ShownProgram shown, const StillShows& still_shows) {
  return Reducer(std::move(shown), still_shows).reduce();
}

}  // namespace lockstep
