// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <tsl/robin_map.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/compare/outcome.h"
#include "lockstep/exec/executor.h"
#include "lockstep/explore/open_moves.h"
#include "lockstep/explore/state_table.h"
#include "lockstep/explore/uninitialised_look.h"

namespace lockstep {

/// The states of one implementation that programs up to a bound lead to, and the moves between
/// them, found as they are asked for and kept. Callers look in their own time
/// (Executor::Looks::kAsSteps), so an operation returns in a move of its own.
class OpenGraph final : private Scheduler, private OperationSource {
 public:
  static constexpr unsigned kMostTasks = 4;

  /// A state, by its number.
  using Node = std::uint32_t;

  /// No state: the execution has ended.
  static constexpr Node kNone = ~Node{0};

  /// What a state is like.
  struct State {
    TaskSet enabled;                                  ///< may move
    TaskSet idle;                                     ///< of these: between operations
    TaskSet holding;                                  ///< of the idle ones: hold something
    std::array<Alphabet::Set, kMostTasks> permitted;  ///< to the idle ones, by the contract
    OutcomeDigest left;                               ///< how things are, if programs end here
  };

  /// What a move does.
  struct Edge {
    Node to = kNone;
    OutcomeDigest shown;  ///< by what returned, and by warnings
  };

  /// All must outlive the graph. `start` has the bound's tasks, at most kMostTasks, without
  /// operations.
  OpenGraph(Executor& executor, const Program& start, const lockstep_implementation& implementation,
            const ProgramBound& bound, const Alphabet& alphabet);

  /// The state in which programs start.
  Node start();

  const State& state(Node node) const { return nodes_[node].state; }

  /// Where a possible move leads. Takes an execution the first time. Throws
  /// NotReproducible, NotExplorable.
  Edge follow(Node from, Move move);

  std::uint64_t executions() const { return executions_; }
  std::size_t size() const { return nodes_.size(); }
  std::size_t memory() const;

 private:
  struct NodeData {
    State state;
    Node parent = kNone;
    Move move;                                         // that leads here from the parent
    std::uint16_t depth = 0;                           // moves from the start
    std::array<std::uint16_t, kMostTasks> begun = {};  // the moves that began each task's operation
  };

  Edge execute(Node from, const Move* move);
  void run_along_path();
  void end_here();
  void lay_path(Node from);
  Node add_node(Node from, const Move* move);
  void begin(unsigned tasks) override;
  Choice pick(TaskSet enabled, unsigned running) override;
  std::optional<Operation> next(unsigned task) override;
  std::optional<Operation> next_at_once(unsigned /*task*/) override { return std::nullopt; }
  void look(TaskSet enabled);

  // Names have much in common, and the table is of a size that is a power of two.
  struct NameHash {
    std::size_t operator()(std::uint64_t name) const {
      name *= 0x9e37'79b9'7f4a'7c15u;
      return name ^ name >> 32;
    }
  };

  static std::uint64_t name(Node from, Move move) {
    return std::uint64_t{from} << 16 | std::uint64_t{move.task} << 8 | move.operation;
  }

  Executor& executor_;
  const Program& start_;
  const lockstep_implementation& implementation_;
  const ProgramBound bound_;
  const Alphabet& alphabet_;
  std::vector<NodeData> nodes_;
  tsl::robin_map<StateKey, Node, StateKeyHash> by_key_;
  tsl::robin_map<std::uint64_t, Edge, NameHash> edges_;
  std::uint64_t executions_ = 0;

  // What follows is about the execution that runs, or the one that ran last.
  std::vector<Move> path_;
  std::size_t made_ = 0;          // moves of it
  std::size_t watched_from_ = 0;  // operations that began earlier have returned where it ends
  bool off_path_ = false;
  bool begins_ = false;  // the last move, but the task has not asked what it begins
  bool has_state_ = false;
  State reached_;
  TaskSet asleep_;
  TaskSet spinning_;
  StateKey key_;
  StateWords words_;
  std::vector<std::uint64_t> buffer_;
  Observation observation_;
  OutcomeParts parts_;
  OutcomeDigest shown_;
  UninitialisedLook look_;
};

}  // namespace lockstep
