// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <vector>

#include "lockstep/explore/path_scheduler.h"
#include "lockstep/explore/state_explorer.h"

namespace lockstep {

/// Compares two machines under all schedules. Each is a deterministic machine over choices of
/// tasks, so they show the same under every schedule if in no reachable pair of states other tasks
/// are enabled, and no choice shows something else. Explores pairs, each once; no outcomes are kept.
///
/// Time: two executions for each transition between pairs.
class PairExplorer {
 public:
  /// Both machines must outlive the explorer. Limits hold for pairs of states.
  PairExplorer(Machine& reference, Machine& variant, ExploreLimits limits);

  /// Explores until the machines disagree, or to the end. Throws NotExplorable, StateCollision.
  ExploreTotals explore();

  /// Whether they came to disagree; then, choices after which they do.
  bool disagrees() const { return disagrees_; }
  const Path& disagreement() const { return path_; }

 private:
  /// A pair of states on the current path.
  struct Frame {
    StateKey reference;
    StateKey variant;
    std::uint8_t chosen = kNoTask;
    TaskSet untried;
  };

  void execute();
  void expect_same_states() const;
  bool agree_at(std::size_t index) const;
  void disagree_after(std::size_t choices);
  bool take_over(std::size_t index);
  bool go_back();
  std::size_t memory() const;

  Machine& reference_;
  Machine& variant_;
  const ExploreLimits limits_;
  StateTable reference_states_;  // where the reference may stop: its state was met before
  StateTable pairs_;
  StateTable nothing_;  // the variant stops where the reference did
  PathScheduler reference_scheduler_;
  PathScheduler variant_scheduler_;
  std::vector<Frame> frames_;
  Path path_;
  Path whole_path_;  // of the last execution
  std::vector<std::uint64_t> pair_words_;
  bool disagrees_ = false;
  std::uint64_t executions_ = 0;
};

}  // namespace lockstep
