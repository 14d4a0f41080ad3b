// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <tsl/robin_set.h>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "lockstep/explore/open_graph.h"
#include "lockstep/explore/state_explorer.h"

namespace lockstep {

/// Compares two implementations on all programs up to a bound, under all schedules, at once,
/// whatever steps they take: by their histories. A history is what operations return, in the order
/// in which they do, to callers that look in their own time, and how things are left. Sides with
/// the same histories have the same outcomes. After what a history has shown so far, each side is
/// in one of a set of states; these sets are followed in pairs, each once (the subset construction,
/// as for the equivalence of automata). Sides whose histories differ may still have the same
/// outcomes: then the program has to be decided by these.
///
/// Time: an execution for each transition of each side, and few steps for each state in each set.
class HistorySearch {
 public:
  /// Both implementations and the executor must outlive the search. `start` has the bound's objects
  /// and tasks, and no operations. Programs are made of those of the operations that both sides
  /// support.
  HistorySearch(Executor& executor, const Program& start, const lockstep_implementation& reference,
                const lockstep_implementation& variant, const ProgramBound& bound,
                const OperationSet& operations = {});

  /// Called with a program on which the histories differ. Returns false if that is enough.
  using OnDifference = std::function<bool(const Program&)>;

  /// Programs with at most so many operations of all tasks together; nothing that follows what only
  /// one side shows. Once for each search. Throws NotReproducible, NotExplorable.
  ExploreTotals search(unsigned most_operations, const ExploreLimits& limits,
                       const OnDifference& on_difference);

 private:
  using Nodes = std::vector<OpenGraph::Node>;  // sorted, each once

  /// What a task does: the index of its operation, or one of these.
  using Assignment = std::array<std::uint8_t, OpenGraph::kMostTasks>;
  static constexpr std::uint8_t kEnd = Move::kEnd;

  /// The states in which both sides may be, and what their tasks are to do.
  struct Pair {
    Nodes reference;
    Nodes variant;
    Assignment assigned;                                                // now,
    std::array<std::vector<std::uint8_t>, OpenGraph::kMostTasks> made;  // and all up to now
  };

  /// What one side may show next.
  struct Next {
    struct Returned {
      Nodes to;
      unsigned task = 0;
    };
    std::map<OutcomeDigest, Returned> returned;
    std::set<OutcomeDigest> ends;
  };

  void push_first();
  void assign_first(unsigned task, Pair& pair);
  bool is_first_of_its_kind(const Assignment& assigned) const;
  std::uint8_t renamed(std::uint8_t operation, const std::vector<unsigned>& order) const;
  void push(Pair pair);
  void push_next(const Pair& pair, unsigned task, Next::Returned& reference,
                 Next::Returned& variant);
  bool expand(const Pair& pair);
  Next look_ahead(OpenGraph& side, const Nodes& from, const Assignment& assigned);
  bool add_moves(OpenGraph& side, OpenGraph::Node node, const Assignment& assigned, Next& next,
                 Nodes& reached) const;
  static unsigned operations_of(const Pair& pair);
  Program program_of(const Pair& pair) const;
  std::uint64_t executions() const { return reference_.executions() + variant_.executions(); }
  std::size_t memory() const;

  const Program& start_;
  const ProgramBound bound_;
  const Alphabet alphabet_;
  OpenGraph reference_;
  OpenGraph variant_;
  unsigned most_operations_ = 0;
  std::vector<Pair> pairs_;  // to be looked at
  tsl::robin_set<StateKey, StateKeyHash> known_;
  bool enough_ = false;
  const OnDifference* on_difference_ = nullptr;
};

}  // namespace lockstep
