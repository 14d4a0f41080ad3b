// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/path_scheduler.h"

#include <limits>

#include "lockstep/sched/replay_scheduler.h"

namespace lockstep {
namespace {

constexpr std::size_t kWordsToExpect = 256;  // per state
constexpr std::uint64_t kKnownStatesPerCheck = 64;

}  // namespace

PathScheduler::PathScheduler(Machine& machine, const StateTable& known)
    : machine_(machine), known_(known), most_choices_(std::numeric_limits<std::size_t>::max()) {
  reached_.reserve(kStepLimit + 1);  // pick() must not allocate
  word_ends_.reserve(kStepLimit + 1);
  words_.reserve(known.verifies() ? kWordsToExpect * kStepLimit : kWordsToExpect);
}

void PathScheduler::begin(unsigned /*tasks*/) {
  choices_ = 0;
  goes_on_ = false;
  path_hash_ = 1;
  reached_.clear();
  words_.clear();
  word_ends_.clear();
}

Choice PathScheduler::pick(TaskSet enabled, unsigned running) {
  if (choices_ < first_) {
    const Choice next = path_[choices_];
    return enabled.contains(next.task()) ? note_choice(next) : Choice();
  }
  ReachedState& state = reached_.emplace_back();
  if (!known_.verifies()) words_.clear();
  const std::size_t begin = words_.size();
  machine_.append_state(words_);
  if (known_.verifies()) word_ends_.push_back(words_.size());
  state.key = hash_state(std::span(words_).subspan(begin));
  state.enabled = enabled;
  state.shown = machine_.take_shown();
  state.chosen = choose(enabled, running, state.key);
  return note_choice(state.chosen);
}

Choice PathScheduler::note_choice(Choice choice) {
  ++choices_;
  path_hash_ = (path_hash_ ^ choice.task()) * 0x9e37'79b9'7f4a'7c15;
  return choice;
}

Choice PathScheduler::choose(TaskSet enabled, unsigned running, const StateKey& key) {
  if (choices_ < path_.size()) {
    return enabled.contains(path_[choices_].task()) ? path_[choices_] : Choice();
  }
  if (choices_ >= most_choices_) return {};
  if (!goes_on_ && is_known(key)) {
    goes_on_ = (path_hash_ >> 32) % kKnownStatesPerCheck == 0;
    if (!goes_on_) return {};
  }
  return ReplayScheduler::go_on(enabled, running);
}

bool PathScheduler::is_known(const StateKey& key) const {
  return known_.find(key, words_of(reached_.size() - 1)).has_value();
}

std::span<const std::uint64_t> PathScheduler::words_of(std::size_t index) const {
  if (!known_.verifies()) return {};
  const std::size_t begin = index == 0 ? 0 : word_ends_[index - 1];
  return std::span(words_).subspan(begin, word_ends_[index] - begin);
}

}  // namespace lockstep
