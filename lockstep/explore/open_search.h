// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "lockstep/explore/open_side.h"
#include "lockstep/explore/state_explorer.h"
#include "lockstep/explore/state_table.h"

namespace lockstep {

/// Compares two implementations on all programs up to a bound, under all schedules, at once: at the
/// end of an operation, every operation that the contract permits and both sides support comes
/// next. What a task did before matters only for the state that it left, so programs share almost
/// all of their states. Explores pairs of states, each once up to the names of tasks (see
/// symmetric_key()).
///
/// Or looks for data races on one side: explores its states, each of which also tells what can
/// still race.
///
/// Time: an execution of each side for each transition.
class OpenSearch {
 public:
  /// The moves after which the two sides disagree.
  using MovePath = std::vector<Move>;

  /// Both implementations and the executor must outlive the search. `start` has the bound's objects
  /// and tasks, and no operations. Programs are made of those of the operations that both sides
  /// support.
  OpenSearch(Executor& executor, const Program& start, const lockstep_implementation& reference,
             const lockstep_implementation& variant, const ProgramBound& bound,
             const OperationSet& operations = {});

  /// The same for the data races of one side. Programs are made of operations that the other side
  /// supports, too.
  OpenSearch(Executor& executor, const Program& start, const lockstep_implementation& side,
             const ProgramBound& bound, const OperationSet& operations);

  /// Called with moves after which the sides disagree, or, of one side, with those behind which an
  /// execution has more data races than before. Returns false if that is enough.
  using OnDisagreement = std::function<bool(const MovePath&)>;

  /// Programs with at most so many operations of all tasks together; nothing that follows a
  /// disagreement. Once for each search. Throws NotReproducible, NotExplorable, StateCollision.
  ExploreTotals search(unsigned most_operations, const ExploreLimits& limits,
                       const OnDisagreement& on_disagreement);

  /// The data races of the execution that came to those moves.
  const std::vector<RaceRecord>& races() const { return reference_.races(); }

  /// After a complete search without disagreement: the executions of all programs, each under all
  /// schedules.
  const InterleavingCount& interleavings() const { return interleavings_; }

  const Alphabet& alphabet() const { return alphabet_; }

  /// Pairs of states so far.
  std::size_t states() const { return table_.size(); }

 private:
  /// A pair of states on the current path.
  struct Frame {
    StateKey key;
    std::uint32_t number = 0;
    MoveSet untried;
    std::vector<MovePath> pending;  // moves with what follows at once
    MovePath chosen;
    std::size_t path_size = 0;                      // moves that lead here
    std::array<std::size_t, kMaxTasks> begun = {};  // each task's operation, by its move
    TaskSet busy;                                   // whose operation is in progress
    std::size_t races = 0;                          // on the way here
    InterleavingCount interleavings;
  };

  void execute(const OnDisagreement& on_disagreement);
  void add_what_follows_at_once();
  void take_over_state();
  void push_frame(const StateKey& key);
  std::size_t first_of_unreturned() const;
  bool sides_agree() const;
  bool has_more_races() const;
  void search_once(const ExploreLimits& limits, const OnDisagreement& on_disagreement,
                   ExploreTotals& totals);
  bool go_back();
  void finish_top();
  void add_to_top(const InterleavingCount& interleavings);
  std::size_t memory() const;
  void run_sides(std::span<const Move> path);
  void expect_same_state();
  void expect_same_again();
  StateKey key();

  Alphabet alphabet_;
  Executor& executor_;
  OpenSide reference_;
  std::optional<OpenSide> variant_;  // none: it is about the races of one side
  const StateWords nothing_ = {};    // instead of the other side
  StateTable table_{false};
  std::vector<std::uint64_t> words_;  // of the pair that the last key is of, if they are compared
  std::vector<Frame> frames_;
  MovePath path_;
  std::vector<InterleavingCount> finished_;  // by number
  std::size_t finished_memory_ = 0;
  unsigned most_operations_ = 0;
  std::uint64_t executions_ = 0;
  bool enough_ = false;
  InterleavingCount interleavings_;
};

}  // namespace lockstep
