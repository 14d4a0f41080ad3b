// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <span>

#include "lockstep/compare/outcome.h"
#include "lockstep/exec/executor.h"
#include "lockstep/explore/open_moves.h"
#include "lockstep/explore/uninitialised_look.h"

namespace lockstep {

/// One implementation, running all programs up to a bound: it is taken along a path of moves, and
/// then tells what state it is in and which moves there are.
class OpenSide final : private Scheduler, private OperationSource {
 public:
  /// All of these must outlive the side. `start` has the bound's tasks, without operations.
  OpenSide(Executor& executor, const Program& start, const lockstep_implementation& implementation,
           const ProgramBound& bound, const Alphabet& alphabet);

  /// An execution along the path, with at most so many operations of all tasks together. Operations
  /// that begin before the move number `watched_from` have returned where the path ends. Does not
  /// copy the path. Throws SharesMemory; ReadsUninitialised, which is looked for in some runs; and
  /// NotReproducible if the path cannot be taken.
  void run(std::span<const Move> path, std::size_t watched_from, unsigned most_operations);

  /// Whether states tell in full what tasks saw, and not by hashes.
  void keep_values(bool keep) { keeps_values_ = keep; }

  /// Executions are watched for data races from now on, and states tell what can still race.
  void watch_races() { watches_races_ = true; }

  /// The data races of the last run.
  const std::vector<RaceRecord>& races() const { return observation_.races; }

  /// Whether the path led to a state in which there is a choice. If not, the execution ended.
  bool has_state() const { return has_state_; }

  /// That state: all that the rest depends on, which tasks can make a move, and which moves these
  /// are.
  const StateWords& state() const { return state_; }
  TaskSet enabled() const { return enabled_; }
  const MoveSet& moves() const { return moves_; }
  unsigned operations_begun() const { return begun_; }
  /// The tasks that are in the middle of an operation, or asleep in one.
  TaskSet busy() const { return busy_; }

  /// Whether every task sleeps, has ended, or is between operations and holds nothing: a program
  /// may end here.
  bool is_final() const { return is_final_; }

  /// What can follow at once, instead of letting others go first, if the last move ended an
  /// operation.
  const Alphabet::Set& at_once() const { return at_once_; }

  /// What the last move showed; at an end or in a final state, also how things are left.
  OutcomeDigest shown() const { return shown_; }

 private:
  void run_once();
  std::pair<std::vector<std::uint64_t>, OutcomeDigest> reached() const;
  void begin(unsigned tasks) override;
  Choice pick(TaskSet enabled, unsigned running) override;
  std::optional<Operation> next(unsigned task) override;
  std::optional<Operation> next_at_once(unsigned task) override;
  void look(TaskSet enabled);
  void find_moves(unsigned task);
  Alphabet::Set permitted(unsigned task, const std::vector<std::uint8_t>& among) const;

  Executor& executor_;
  const Program& start_;
  const lockstep_implementation& implementation_;
  const ProgramBound bound_;
  const Alphabet& alphabet_;
  std::span<const Move> path_;
  std::size_t watched_from_ = 0;
  unsigned most_operations_ = 0;
  std::size_t made_ = 0;  // moves of the path
  unsigned begun_ = 0;    // operations, of all tasks
  std::array<std::uint8_t, kMaxTasks> begun_by_ = {};
  bool has_state_ = false;
  bool is_final_ = false;
  bool off_path_ = false;
  bool begins_ = false;  // the last move, but the task has not asked what it begins
  bool keeps_values_ = false;
  bool watches_races_ = false;
  StateWords state_;
  TaskSet enabled_;
  TaskSet busy_;
  MoveSet moves_;
  Alphabet::Set at_once_;
  Observation observation_;
  OutcomeParts parts_;
  OutcomeDigest shown_;
  UninitialisedLook look_;
};

}  // namespace lockstep
