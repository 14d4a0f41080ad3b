// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "lockstep/explore/path_scheduler.h"
#include "lockstep/explore/state_explorer.h"

namespace lockstep {

/// Compares two machines under all schedules. Each is a deterministic machine over choices of
/// tasks, so they show the same under every schedule if in no reachable pair of states other tasks
/// are enabled, and no choice shows something else. Explores pairs, each once; no outcomes are
/// kept.
///
/// Time: two executions for each transition between pairs.
class PairExplorer {
 public:
  /// Both machines must outlive the explorer. Limits hold for pairs of states.
  PairExplorer(Machine& reference, Machine& variant, const ExploreLimits& limits);

  /// Called with choices after which the machines disagree; false: that is enough.
  using OnDisagreement = std::function<bool(const Path&)>;

  /// Explores everything but what follows disagreements, and but orders of steps by tasks that the
  /// reference says are not related: those lead to the same. Without any, and if it is complete,
  /// the machines show the same under all schedules. Throws NotReproducible, NotExplorable and
  /// StateCollision.
  ExploreTotals explore(const OnDisagreement& on_disagreement);

 private:
  /// A pair of states on the current path.
  struct Frame {
    StateKey reference;
    StateKey variant;
    Choice chosen;
    TaskSet untried;
  };

  std::optional<Path> execute();
  void run_reference();
  void run_variant();
  bool must_start_over();
  TaskSet worth_choosing(const ReachedState& state);
  void expect_same_states() const;
  void expect_same_again();
  std::size_t count_agreed() const;
  bool ends_agree();
  bool take_over(std::size_t index);
  bool go_back();
  std::size_t memory() const;
  bool is_within_limits() const;

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
  Path whole_path_;        // of the last execution
  std::size_t first_ = 0;  // its first choice that was written down
  std::vector<std::uint64_t> pair_words_;
  bool reduces_ = true;    // leaves out orders of unrelated tasks
  bool left_out_ = false;  // and there were some
  std::uint64_t executions_ = 0;
  std::uint64_t cost_ = 0;
};

}  // namespace lockstep
