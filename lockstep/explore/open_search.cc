// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/open_search.h"

#include <algorithm>

#include "lockstep/exec/supported_operations.h"
#include "lockstep/explore/machine.h"
#include "lockstep/explore/symmetric_key.h"

namespace lockstep {
namespace {

constexpr std::uint64_t kExecutionsPerCheck = 64;
constexpr int kOnThePath = -1;  // instead of the interleavings of a state that is not finished

}  // namespace

OpenSearch::OpenSearch(Executor& executor, const Program& start,
                       const lockstep_implementation& reference,
                       const lockstep_implementation& variant, const ProgramBound& bound,
                       const OperationSet& operations)
    : alphabet_(bound,
                operations & supported_operations(reference) & supported_operations(variant)),
      executor_(executor),
      reference_(executor, start, reference, bound, alphabet_) {
  variant_.emplace(executor, start, variant, bound, alphabet_);
}

OpenSearch::OpenSearch(Executor& executor, const Program& start,
                       const lockstep_implementation& side, const ProgramBound& bound,
                       const OperationSet& operations)
    : alphabet_(bound, operations & supported_operations(side)),
      executor_(executor),
      reference_(executor, start, side, bound, alphabet_) {
  reference_.watch_races();
}

ExploreTotals OpenSearch::search(unsigned most_operations, const ExploreLimits& limits,
                                 const OnDisagreement& on_disagreement) {
  most_operations_ = most_operations;
  reference_.keep_values(limits.verify && variant_);
  if (variant_) variant_->keep_values(limits.verify);
  executor_.races().adopt_what_was_learned();
  ExploreTotals totals;
  do {  // of one side, again, once more is known about what can race
    search_once(limits, on_disagreement, totals);
  } while (!variant_ && totals.complete && executor_.races().adopt_what_was_learned());
  return totals;
}

void OpenSearch::search_once(const ExploreLimits& limits, const OnDisagreement& on_disagreement,
                             ExploreTotals& totals) {
  table_ = StateTable(limits.verify, limits.key_mask);
  finished_.clear();
  path_.clear();
  do {
    execute(on_disagreement);
    totals.complete = !enough_ && table_.size() <= limits.states && memory() <= limits.memory &&
                      !(limits.stop && limits.stop(executions_));
  } while (totals.complete && go_back());
  totals.states = table_.size();
  totals.executions = executions_;
  totals.memory = memory();
}

// Makes the moves of the path, and looks at the state that they lead to.
void OpenSearch::execute(const OnDisagreement& on_disagreement) {
  if (executions_ % kExecutionsPerCheck == 0) expect_same_state();
  run_sides(path_);
  if (has_more_races()) enough_ |= !on_disagreement(path_);
  if (!sides_agree()) {
    expect_same_again();
    enough_ |= !on_disagreement(path_);
    return;
  }
  if (!frames_.empty()) add_what_follows_at_once();
  if (reference_.has_state()) {
    take_over_state();
  } else if (frames_.empty()) {
    interleavings_ = 1;
  } else {
    add_to_top(1);
  }
}

// Before the sides are said to disagree: do they, and in the same way, if they run again?
void OpenSearch::expect_same_again() {
  const OutcomeDigest reference = reference_.shown();
  const OutcomeDigest variant = variant_->shown();
  run_sides(path_);
  if (sides_agree() || reference_.shown() != reference || variant_->shown() != variant) {
    throw NotReproducible("the same choices showed something else than before");
  }
}

void OpenSearch::add_what_follows_at_once() {
  Frame& top = frames_.back();
  const Alphabet::Set& at_once = reference_.at_once();
  for (std::size_t i = at_once._Find_first(); i < at_once.size(); i = at_once._Find_next(i)) {
    MovePath& more = top.pending.emplace_back(top.chosen);
    more.push_back({top.chosen.front().task, static_cast<std::uint8_t>(i), true});
  }
}

void OpenSearch::take_over_state() {
  const StateKey reached = key();
  if (const auto known = table_.find(reached, words_)) {
    if (finished_[*known] == kOnThePath) {
      throw NotExplorable("a state leads back to itself: there are endlessly many schedules");
    }
    add_to_top(finished_[*known]);
  } else {
    push_frame(reached);
  }
}

void OpenSearch::run_sides(std::span<const Move> path) {
  const std::size_t watched_from = first_of_unreturned();
  reference_.run(path, watched_from, most_operations_);
  ++executions_;
  if (!variant_) return;
  variant_->run(path, watched_from, most_operations_);
  ++executions_;
}

StateKey OpenSearch::key() {
  const StateWords& variant = variant_ ? variant_->state() : nothing_;
  return symmetric_key(reference_.state(), variant, reference_.operations_begun(),
                       table_.verifies() ? &words_ : nullptr);
}

// Now and then: is the state that the path comes from still the same?
void OpenSearch::expect_same_state() {
  if (frames_.empty()) return;
  run_sides(std::span(path_).first(frames_.back().path_size));
  const bool has_state = reference_.has_state() && (!variant_ || variant_->has_state());
  if (!has_state || key() != frames_.back().key) {
    throw NotReproducible("the same choices led to another state than before");
  }
}

void OpenSearch::push_frame(const StateKey& key) {
  Frame frame;
  frame.key = key;
  frame.number = table_.add(key, words_);
  finished_.emplace_back(kOnThePath);
  frame.untried = reference_.moves();
  frame.path_size = path_.size();
  if (!frames_.empty()) {
    const Frame& top = frames_.back();
    frame.begun = top.begun;
    const Move& move = top.chosen.front();
    if (move.operation != Move::kGoOn) frame.begun[move.task] = top.path_size;
  }
  frame.busy = reference_.busy();
  frame.races = reference_.races().size();
  if (reference_.is_final()) frame.interleavings = 1;
  frames_.push_back(std::move(frame));
}

// The first move of the path that began an operation which has not returned before the last move.
std::size_t OpenSearch::first_of_unreturned() const {
  if (frames_.empty()) return 0;
  const Frame& top = frames_.back();
  std::size_t first = top.path_size;
  for (TaskSet left = top.busy; !left.empty(); left.erase(left.first())) {
    first = std::min(first, top.begun[left.first()]);
  }
  return first;
}

bool OpenSearch::sides_agree() const {
  if (!variant_) return true;
  if (reference_.shown() != variant_->shown() || reference_.at_once() != variant_->at_once() ||
      reference_.has_state() != variant_->has_state()) {
    return false;
  }
  return !reference_.has_state() ||
         (reference_.enabled() == variant_->enabled() && reference_.moves() == variant_->moves() &&
          reference_.is_final() == variant_->is_final());
}

// Races of the same kind at the same place count once, so there are never fewer.
bool OpenSearch::has_more_races() const {
  return !variant_ && reference_.races().size() > (frames_.empty() ? 0 : frames_.back().races);
}

void OpenSearch::add_to_top(const InterleavingCount& interleavings) {
  frames_.back().interleavings += interleavings;
}

// Goes back to the last state with a move that was not tried. False if there is none.
bool OpenSearch::go_back() {
  while (!frames_.empty() && frames_.back().untried.empty() && frames_.back().pending.empty()) {
    finish_top();
  }
  if (frames_.empty()) return false;
  Frame& top = frames_.back();
  if (top.pending.empty()) {
    top.chosen.assign(1, top.untried.pop());
  } else {
    top.chosen = std::move(top.pending.back());
    top.pending.pop_back();
  }
  path_.resize(top.path_size);
  path_.insert(path_.end(), top.chosen.begin(), top.chosen.end());
  return true;
}

void OpenSearch::finish_top() {
  Frame top = std::move(frames_.back());
  frames_.pop_back();
  finished_memory_ +=
      sizeof(InterleavingCount) + mpz_size(top.interleavings.get_mpz_t()) * sizeof(mp_limb_t);
  if (frames_.empty()) {
    interleavings_ = top.interleavings;
  } else {
    add_to_top(top.interleavings);
  }
  finished_[top.number] = std::move(top.interleavings);
}

std::size_t OpenSearch::memory() const { return table_.memory() + finished_memory_; }

}  // namespace lockstep
