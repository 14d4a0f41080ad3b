// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/pair_explorer.h"

#include <algorithm>

namespace lockstep {

PairExplorer::PairExplorer(Machine& reference, Machine& variant, ExploreLimits limits)
    : reference_(reference),
      variant_(variant),
      limits_(limits),
      reference_states_(limits.verify),
      pairs_(limits.verify),
      nothing_(limits.verify),
      reference_scheduler_(reference, reference_states_),
      variant_scheduler_(variant, nothing_) {}

ExploreTotals PairExplorer::explore() {
  ExploreTotals totals;
  do {
    execute();
    totals.complete = pairs_.size() <= limits_.states && memory() <= limits_.memory;
  } while (!disagrees_ && totals.complete && go_back());
  totals.states = pairs_.size();
  totals.executions = executions_;
  totals.memory = memory();
  return totals;
}

// The reference goes along the path and on to a state that it was in before, or to the end; the
// variant takes the same choices.
void PairExplorer::execute() {
  reference_scheduler_.follow(path_);
  reference_.run(reference_scheduler_);
  const std::size_t first = path_.empty() ? 0 : path_.size() - 1;
  whole_path_.assign(path_.begin(), path_.begin() + static_cast<std::ptrdiff_t>(first));
  for (const ReachedState& state : reference_scheduler_.reached()) {
    if (state.chosen != kNoTask) whole_path_.push_back(state.chosen);
  }
  variant_scheduler_.follow(whole_path_, first);
  variant_scheduler_.stop_after(whole_path_.size());
  variant_.run(variant_scheduler_);
  executions_ += 2;
  if (!path_.empty()) expect_same_states();

  const std::size_t states = std::max(reference_scheduler_.reached().size(),
                                      variant_scheduler_.reached().size());
  for (std::size_t i = 0; i < states; ++i) {
    if (!agree_at(i)) return disagree_after(first + i);
  }
  if (!reference_scheduler_.stopped() &&
      reference_.take_shown_at_end() != variant_.take_shown_at_end()) {
    return disagree_after(whole_path_.size());
  }
  for (std::size_t i = path_.empty() ? 0 : 1; i < states; ++i) {
    if (!take_over(i)) return;
  }
}

void PairExplorer::expect_same_states() const {
  const auto& reference = reference_scheduler_.reached();
  const auto& variant = variant_scheduler_.reached();
  if (reference.empty() || variant.empty() || reference[0].key != frames_.back().reference ||
      variant[0].key != frames_.back().variant) {
    throw NotExplorable(kOtherState);
  }
}

bool PairExplorer::agree_at(std::size_t index) const {
  const auto& reference = reference_scheduler_.reached();
  const auto& variant = variant_scheduler_.reached();
  if (index >= reference.size() || index >= variant.size()) return false;
  return reference[index].enabled == variant[index].enabled &&
         reference[index].shown == variant[index].shown;
}

void PairExplorer::disagree_after(std::size_t choices) {
  disagrees_ = true;
  path_.assign(whole_path_.begin(),
               whole_path_.begin() + static_cast<std::ptrdiff_t>(
                                         std::min(choices, whole_path_.size())));
}

// False if the pair was met before: what follows is known.
bool PairExplorer::take_over(std::size_t index) {
  const ReachedState& reference = reference_scheduler_.reached()[index];
  const ReachedState& variant = variant_scheduler_.reached()[index];
  const auto words = reference_scheduler_.words_of(index);
  if (!reference_states_.find(reference.key, words)) reference_states_.add(reference.key, words);
  pair_words_.assign(words.begin(), words.end());
  const auto more_words = variant_scheduler_.words_of(index);
  pair_words_.insert(pair_words_.end(), more_words.begin(), more_words.end());
  const StateKey key = combine(reference.key, variant.key);
  if (pairs_.find(key, pair_words_)) return false;
  pairs_.add(key, pair_words_);
  Frame& frame = frames_.emplace_back();
  frame.reference = reference.key;
  frame.variant = variant.key;
  frame.chosen = reference.chosen;
  frame.untried = reference.enabled;
  if (frame.chosen != kNoTask) frame.untried.erase(frame.chosen);
  return true;
}

// Goes back to the last pair with a choice that was not tried. False if there is none.
bool PairExplorer::go_back() {
  while (!frames_.empty() && frames_.back().untried.empty()) frames_.pop_back();
  if (frames_.empty()) return false;
  Frame& top = frames_.back();
  top.chosen = static_cast<std::uint8_t>(top.untried.first());
  top.untried.erase(top.chosen);
  path_.clear();
  for (const Frame& frame : frames_) path_.push_back(frame.chosen);
  return true;
}

std::size_t PairExplorer::memory() const { return reference_states_.memory() + pairs_.memory(); }

}  // namespace lockstep
