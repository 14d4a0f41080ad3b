// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/pair_explorer.h"

#include <algorithm>

#include "lockstep/sched/depth_first.h"

namespace lockstep {

PairExplorer::PairExplorer(Machine& reference, Machine& variant, const ExploreLimits& limits)
    : reference_(reference),
      variant_(variant),
      limits_(limits),
      reference_states_(limits.verify, limits.key_mask),
      pairs_(limits.verify, limits.key_mask),
      nothing_(limits.verify),
      reference_scheduler_(reference, reference_states_),
      variant_scheduler_(variant, nothing_) {}

ExploreTotals PairExplorer::explore(const OnDisagreement& on_disagreement) {
  ExploreTotals totals;
  bool go_on = true;
  do {
    const auto disagreement = execute();
    if (disagreement) go_on = on_disagreement(*disagreement);
    totals.complete = go_on && is_within_limits();
  } while (totals.complete && (must_start_over() || go_back()));
  totals.states = pairs_.size();
  totals.executions = executions_;
  totals.memory = memory();
  return totals;
}

// True if orders were left out that may matter after all: then everything is explored anew.
bool PairExplorer::must_start_over() {
  if (!left_out_ || !(reference_.affected_all() || variant_.affected_all())) return false;
  reduces_ = left_out_ = false;
  reference_states_.clear();
  pairs_.clear();
  frames_.clear();
  path_.clear();
  return true;
}

// The reference goes along the path and on to a state that it was in before, or to the end; the
// variant takes the same choices. Empty if both show the same, else choices after which they do
// not.
std::optional<Path> PairExplorer::execute() {
  run_reference();
  run_variant();
  if (!path_.empty()) expect_same_states();
  const std::size_t agreed = count_agreed();
  const bool all = agreed == reference_scheduler_.reached().size() &&
                   agreed == variant_scheduler_.reached().size();
  const bool agree = all && ends_agree();
  if (!agree) expect_same_again();
  for (std::size_t i = path_.empty() ? 0 : 1; i < agreed; ++i) {
    if (!take_over(i)) break;
  }
  if (agree) return std::nullopt;
  const std::size_t choices = all ? whole_path_.size() : first_ + agreed;
  return Path(whole_path_.begin(), whole_path_.begin() + static_cast<std::ptrdiff_t>(choices));
}

void PairExplorer::run_reference() {
  reference_scheduler_.follow(path_);
  reference_.run(reference_scheduler_);
  ++executions_;
  cost_ += reference_.cost();
  first_ = path_.empty() ? 0 : path_.size() - 1;
  whole_path_.assign(path_.begin(), path_.begin() + static_cast<std::ptrdiff_t>(first_));
  for (const ReachedState& state : reference_scheduler_.reached()) {
    if (!state.chosen.stops()) whole_path_.push_back(state.chosen);
  }
}

void PairExplorer::run_variant() {
  variant_scheduler_.follow(whole_path_, first_);
  variant_scheduler_.stop_after(whole_path_.size());
  variant_.run(variant_scheduler_);
  ++executions_;
  cost_ += variant_.cost();
}

void PairExplorer::expect_same_states() const {
  const auto& reference = reference_scheduler_.reached();
  const auto& variant = variant_scheduler_.reached();
  if (reference.empty() || variant.empty() || reference[0].key != frames_.back().reference ||
      variant[0].key != frames_.back().variant) {
    throw NotReproducible("the same choices led to another state than before");
  }
}

// Before the sides are said to disagree: do they, and in the same way, if they run again?
void PairExplorer::expect_same_again() {
  const auto reference = reference_scheduler_.reached();
  const auto variant = variant_scheduler_.reached();
  run_reference();
  run_variant();
  if (reference != reference_scheduler_.reached() || variant != variant_scheduler_.reached()) {
    throw NotReproducible("the same choices led to another state than before");
  }
}

// In how many states, from the first on, the same is enabled and the same was shown on the way.
std::size_t PairExplorer::count_agreed() const {
  const auto& reference = reference_scheduler_.reached();
  const auto& variant = variant_scheduler_.reached();
  const auto [end, other] =
      std::mismatch(reference.begin(), reference.end(), variant.begin(), variant.end(),
                    [](const ReachedState& a, const ReachedState& b) {
                      return a.enabled == b.enabled && a.shown == b.shown;
                    });
  return static_cast<std::size_t>(end - reference.begin());
}

bool PairExplorer::ends_agree() {
  return reference_scheduler_.stopped() ||
         reference_.take_shown_at_end() == variant_.take_shown_at_end();
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
  frame.untried = worth_choosing(reference);
  if (!frame.chosen.stops()) frame.untried.erase(frame.chosen.task());
  return true;
}

// Which tasks to choose there. If some of them are related to no other, any order of their steps
// and those of others leads to the same: these come first (a persistent set; Godefroid,
// "Partial-Order Methods for the Verification of Concurrent Systems", 1996).
TaskSet PairExplorer::worth_choosing(const ReachedState& state) {
  if (!reduces_ || state.enabled.empty()) return state.enabled;
  const unsigned first = state.chosen.stops() ? state.enabled.first() : state.chosen.task();
  const TaskSet worth = state.enabled & reference_.related(first);
  left_out_ |= worth != state.enabled;
  return worth;
}

// Goes back to the last pair with a choice that was not tried. False if there is none.
bool PairExplorer::go_back() {
  if (!lockstep::go_back(frames_, [this] { frames_.pop_back(); })) return false;
  write_path(frames_, path_);
  return true;
}

bool PairExplorer::is_within_limits() const {
  return pairs_.size() <= limits_.states && memory() <= limits_.memory && cost_ <= limits_.cost &&
         !(limits_.stop && limits_.stop(executions_));
}

std::size_t PairExplorer::memory() const { return reference_states_.memory() + pairs_.memory(); }

}  // namespace lockstep
