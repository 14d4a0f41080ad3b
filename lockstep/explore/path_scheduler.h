// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lockstep/explore/machine.h"
#include "lockstep/explore/state_table.h"
#include "lockstep/sched/step.h"

namespace lockstep {

/// A state in which a choice was made, and how the execution came there.
struct ReachedState {
  StateKey key;
  TaskSet enabled;
  Choice chosen;        ///< to stop, if the execution was stopped here
  OutcomeDigest shown;  ///< between the last choice and this one

  friend bool operator==(const ReachedState&, const ReachedState&) = default;
};

/// Takes an execution along a path and on from there until it comes to a known state, or ends, and
/// writes down which states it comes to. Once in many times it goes on beyond a known state, all
/// the way to the end, so that it can be checked that the state really was all that mattered.
class PathScheduler final : public Scheduler {
 public:
  /// Both must outlive the scheduler. Whose state is looked at, and where to stop.
  PathScheduler(Machine& machine, const StateTable& known);

  /// The path for the next executions. Does not copy. States are written down from that on in
  /// which its choice number `first` is made. An execution in which a choice is not enabled is
  /// stopped there.
  void follow(std::span<const Choice> path, std::size_t first) {
    path_ = path;
    first_ = first;
  }

  /// The same, with states from that on in which the last choice of the path is made.
  void follow(std::span<const Choice> path) { follow(path, path.empty() ? 0 : path.size() - 1); }

  /// Stops after so many choices, known state or not.
  void stop_after(std::size_t choices) { most_choices_ = choices; }

  void begin(unsigned tasks) override;
  Choice pick(TaskSet enabled, unsigned running) override;

  /// The states that the last execution reached, in order.
  const std::vector<ReachedState>& reached() const { return reached_; }
  /// The words of one of them; nothing unless the table of known states verifies them.
  std::span<const std::uint64_t> words_of(std::size_t index) const;
  /// Whether it was stopped in the last state that it reached.
  bool stopped() const { return !reached_.empty() && reached_.back().chosen.stops(); }

 private:
  bool is_known(const StateKey& key) const;
  Choice choose(TaskSet enabled, unsigned running, const StateKey& key);
  Choice note_choice(Choice choice);

  Machine& machine_;
  const StateTable& known_;
  std::span<const Choice> path_;
  std::size_t first_ = 0;
  std::size_t most_choices_;
  std::size_t choices_ = 0;
  bool goes_on_ = false;         // beyond a known state
  std::uint64_t path_hash_ = 1;  // of the choices; keys differ from compiler to compiler
  std::vector<ReachedState> reached_;
  std::vector<std::uint64_t> words_;  // of the last reached state, or of all of them
  std::vector<std::size_t> word_ends_;
};

}  // namespace lockstep
