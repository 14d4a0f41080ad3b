// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/open_side.h"

#include <utility>

#include "lockstep/explore/machine.h"

namespace lockstep {

OpenSide::OpenSide(Executor& executor, const Program& start,
                   const lockstep_implementation& implementation, const ProgramBound& bound,
                   const Alphabet& alphabet)
    : executor_(executor),
      start_(start),
      implementation_(implementation),
      bound_(bound),
      alphabet_(alphabet) {}

void OpenSide::run(std::span<const Move> path, std::size_t watched_from, unsigned most_operations) {
  path_ = path;
  watched_from_ = watched_from;
  most_operations_ = most_operations;
  run_once();
  look_.after_run(
      executor_, implementation_, [this] { return reached(); }, [this] { run_once(); });
}

// What a run along the path comes to.
std::pair<std::vector<std::uint64_t>, OutcomeDigest> OpenSide::reached() const {
  std::vector<std::uint64_t> words;
  if (has_state_) state_.append_to(words);
  return {std::move(words), shown_};
}

void OpenSide::run_once() {
  const Executor::RacesIgnored ignored(executor_, watches_races_);
  if (keeps_values_) executor_.watch(Executor::Watch::kStatesAndValues);
  executor_.run_open(start_, *this, implementation_, *this, observation_);
  if (keeps_values_) executor_.watch(Executor::Watch::kNothing);
  if (executor_.states().touched_foreign_memory()) throw SharesMemory(implementation_.name);
  if (off_path_ || begins_ || made_ != path_.size()) {
    throw NotReproducible("moves that were possible before are not possible now");
  }
  if (!has_state_ || is_final_) shown_ = shown_ + parts_.take_over_end(observation_);
}

void OpenSide::begin(unsigned /*tasks*/) {
  made_ = 0;
  begun_ = 0;
  begun_by_ = {};
  has_state_ = false;
  off_path_ = false;
  begins_ = false;
  at_once_.reset();
  parts_.restart();
  shown_ = {};
}

Choice OpenSide::pick(TaskSet enabled, unsigned /*running*/) {
  off_path_ |= begins_;
  if (off_path_) return {};
  if (made_ >= watched_from_) executor_.watch_from_here();
  if (made_ == path_.size()) {
    look(enabled);
    return {};
  }
  if (made_ + 1 == path_.size() || path_[made_ + 1].at_once) parts_.take_over(observation_);
  at_once_.reset();
  const Move& move = path_[made_++];
  begins_ = move.operation != Move::kGoOn;
  off_path_ = move.at_once || !enabled.contains(move.task);
  return off_path_ ? Choice() : Choice::of_task(move.task);
}

std::optional<Operation> OpenSide::next(unsigned task) {
  off_path_ |= !std::exchange(begins_, false);
  const Move& move = path_[made_ - 1];
  if (off_path_ || move.operation == Move::kEnd) return std::nullopt;
  ++begun_;
  ++begun_by_[task];
  return alphabet_[move.operation];
}

std::optional<Operation> OpenSide::next_at_once(unsigned task) {
  if (made_ < path_.size() && path_[made_].at_once) {
    ++begun_;
    ++begun_by_[task];
    return alphabet_[path_[made_++].operation];
  }
  if (made_ == path_.size()) at_once_ = permitted(task, alphabet_.at_once());
  return std::nullopt;
}

// What the contract permits a task that is between operations, as far as the bounds go.
Alphabet::Set OpenSide::permitted(unsigned task, const std::vector<std::uint8_t>& among) const {
  Alphabet::Set set;
  if (begun_ >= most_operations_ || begun_by_[task] >= bound_.operations) return set;
  for (const std::uint8_t i : among) {
    if (executor_.may_make(task, alphabet_[i])) set.set(i);
  }
  return set;
}

void OpenSide::look(TaskSet enabled) {
  const auto context = executor_.own_context();
  has_state_ = true;
  is_final_ = true;
  enabled_ = enabled;
  executor_.write_state(state_);
  shown_ = parts_.take_over(observation_);
  moves_ = {};
  for (TaskSet left = enabled; !left.empty(); left.erase(left.first())) find_moves(left.first());
  busy_ = TaskSet();
  for (unsigned task = 0; task < bound_.tasks; ++task) {
    if (!executor_.is_idle(task)) busy_.insert(task);
  }
}

void OpenSide::find_moves(unsigned task) {
  if (!executor_.is_idle(task)) {
    is_final_ = false;
    moves_.go_on.insert(task);
    return;
  }
  if (executor_.holds_anything(task)) {
    is_final_ = false;
    moves_.may_end.insert(task);
  }
  moves_.begin[task] = permitted(task, alphabet_.with_steps());
}

}  // namespace lockstep
