// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/state_explorer.h"

#include <utility>

#include "lockstep/sched/depth_first.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostSeen = 256;

}  // namespace

StateExplorer::StateExplorer(Machine& machine, const ExploreLimits& limits)
    : machine_(machine),
      limits_(limits),
      table_(limits.verify, limits.key_mask),
      scheduler_(machine, table_) {}

ExploreTotals StateExplorer::explore() {
  ExploreTotals totals;
  do {
    execute();
    totals.complete = within_limits();
  } while (totals.complete && go_back());
  totals.states = table_.size();
  totals.executions = executions_;
  totals.memory = memory();
  return totals;
}

// Runs along the path and on to a state that was met before, or to the end.
void StateExplorer::execute() {
  scheduler_.follow(path_);
  machine_.run(scheduler_);
  ++executions_;
  cost_ += machine_.cost();
  const auto& reached = scheduler_.reached();
  std::size_t next = 0;
  if (!path_.empty()) {
    expect_same_state();
    next = 1;
  }
  for (; next < reached.size(); ++next) {
    const ReachedState& state = reached[next];
    if (!frames_.empty()) frames_.back().shown = state.shown;
    if (const auto known = table_.find(state.key, scheduler_.words_of(next))) {
      const Finished& finished = finished_state(*known);
      if (!scheduler_.stopped()) expect_outcome(finished.outcomes, next + 1);
      return add_to_top(finished.interleavings, finished.outcomes);
    }
    push_frame(state, next);
  }
  const OutcomeDigest shown = machine_.take_shown_at_end();
  if (!frames_.empty()) frames_.back().shown = {};
  note_end(shown);
  if (frames_.empty()) {  // not a single step
    interleavings_ = 1;
    outcomes_ = sets_.single(shown);
    return;
  }
  add_to_top(1, sets_.single(shown));
}

void StateExplorer::note_end(OutcomeDigest shown) {
  if (seen_.size() == kMostSeen) return;
  Path choices;
  for (const Frame& frame : frames_) {
    shown = shown + frame.shown;
    choices.push_back(frame.chosen);
  }
  seen_.try_emplace(shown, std::move(choices));
}

// Every execution comes back to the state in which its last choice is made: is it still the same?
void StateExplorer::expect_same_state() const {
  if (scheduler_.reached().empty() || scheduler_.reached().front().key != frames_.back().key) {
    throw NotReproducible("the same choices led to another state than before");
  }
}

const StateExplorer::Finished& StateExplorer::finished_state(std::uint32_t number) const {
  if (number >= finished_.size() || finished_[number].interleavings == 0) {
    throw NotExplorable("a state leads back to itself: there are endlessly many schedules");
  }
  return finished_[number];
}

// The execution went on from a known state: what it showed then must be known, too.
void StateExplorer::expect_outcome(OutcomeSets::Id outcomes, std::size_t next) {
  OutcomeDigest shown = machine_.take_shown_at_end();
  for (; next < scheduler_.reached().size(); ++next) {
    shown = shown + scheduler_.reached()[next].shown;
  }
  if (limits_.outcomes && !sets_.contains(outcomes, shown)) {
    throw NotExplorable("the same state led to another outcome than before");
  }
}

void StateExplorer::push_frame(const ReachedState& state, std::size_t index) {
  Frame& frame = frames_.emplace_back();
  frame.key = state.key;
  frame.number = table_.add(state.key, scheduler_.words_of(index));
  frame.chosen = state.chosen;
  frame.untried = state.enabled;
  frame.untried.erase(state.chosen.task());
}

void StateExplorer::add_to_top(const InterleavingCount& interleavings, OutcomeSets::Id outcomes) {
  Frame& top = frames_.back();
  top.interleavings += interleavings;
  if (!limits_.outcomes) return;
  top.outcomes = sets_.united(top.outcomes, sets_.shifted(outcomes, top.shown));
}

// Goes back to the last state with a choice that was not tried. False if there is none.
bool StateExplorer::go_back() {
  if (!lockstep::go_back(frames_, [this] { finish_top(); })) return false;
  write_path(frames_, path_);
  return true;
}

void StateExplorer::finish_top() {
  Frame top = std::move(frames_.back());
  frames_.pop_back();
  finished_memory_ +=
      sizeof(Finished) + mpz_size(top.interleavings.get_mpz_t()) * sizeof(mp_limb_t);
  if (finished_.size() <= top.number) finished_.resize(table_.size());
  if (frames_.empty()) {
    interleavings_ = top.interleavings;
    outcomes_ = top.outcomes;
  } else {
    add_to_top(top.interleavings, top.outcomes);
  }
  finished_[top.number] = {std::move(top.interleavings), top.outcomes};
}

std::size_t StateExplorer::memory() const {
  return table_.memory() + sets_.memory() + finished_memory_;
}

bool StateExplorer::within_limits() const {
  return table_.size() <= limits_.states && memory() <= limits_.memory && cost_ <= limits_.cost &&
         !(limits_.stop && limits_.stop(executions_));
}

StateExplorer::Successor StateExplorer::behind(const Path& path) {
  scheduler_.follow(path);
  machine_.run(scheduler_);
  ++executions_;
  const std::size_t index = path.empty() ? 0 : 1;
  if (scheduler_.reached().size() < index) {
    throw NotReproducible("the same choices led to another state than before");
  }
  if (scheduler_.reached().size() == index) return {machine_.take_shown_at_end(), {}, {}};
  const ReachedState& state = scheduler_.reached()[index];
  return {state.shown, table_.find(state.key, scheduler_.words_of(index)), state.enabled};
}

bool StateExplorer::leads_to(const Successor& successor, OutcomeDigest outcome) const {
  if (!successor.number) return outcome == successor.shown;
  return sets_.contains(finished_[*successor.number].outcomes, outcome - successor.shown);
}

// Makes the path longer by a choice that leads to the outcome.
StateExplorer::Successor StateExplorer::step_towards(OutcomeDigest outcome, TaskSet enabled,
                                                     Path& path) {
  path.emplace_back();
  for (TaskSet untried = enabled; !untried.empty();) {
    path.back() = take_first(untried);
    const Successor next = behind(path);
    if (leads_to(next, outcome)) return next;
  }
  throw NotExplorable("the same state led to another outcome than before");
}

Path StateExplorer::find_path(OutcomeDigest outcome) {
  Path path;
  Successor here = behind(path);
  while (here.number) {
    outcome = outcome - here.shown;
    here = step_towards(outcome, here.enabled, path);
  }
  return path;
}

}  // namespace lockstep
