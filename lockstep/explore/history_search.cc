// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/history_search.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "lockstep/exec/supported_operations.h"
#include "lockstep/explore/open_moves.h"

namespace lockstep {
namespace {

void make_set(std::vector<OpenGraph::Node>& nodes) {
  std::ranges::sort(nodes);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

// What the contract permits the task in all of these states; nothing if it is not the same in all.
std::optional<Alphabet::Set> permitted_in(const OpenGraph& side,
                                          const std::vector<OpenGraph::Node>& nodes,
                                          unsigned task) {
  const Alphabet::Set first = side.state(nodes.front()).permitted[task];
  for (const OpenGraph::Node node : nodes) {
    if (side.state(node).permitted[task] != first) return std::nullopt;
  }
  return first;
}

}  // namespace

HistorySearch::HistorySearch(Executor& executor, const Program& start,
                             const lockstep_implementation& reference,
                             const lockstep_implementation& variant, const ProgramBound& bound,
                             const OperationSet& operations)
    : start_(start),
      bound_(bound),
      alphabet_(bound,
                operations & supported_operations(reference) & supported_operations(variant)),
      reference_(executor, start, reference, bound, alphabet_),
      variant_(executor, start, variant, bound, alphabet_) {}

ExploreTotals HistorySearch::search(unsigned most_operations, const ExploreLimits& limits,
                                    const OnDifference& on_difference) {
  most_operations_ = most_operations;
  on_difference_ = &on_difference;
  ExploreTotals totals;
  totals.complete = true;
  push_first();
  while (!pairs_.empty() && totals.complete) {
    const Pair pair = std::move(pairs_.back());
    pairs_.pop_back();
    totals.complete = expand(pair) && known_.size() <= limits.states && memory() <= limits.memory &&
                      !(limits.stop && limits.stop(executions()));
  }
  totals.states = known_.size();
  totals.executions = executions();
  totals.memory = memory();
  return totals;
}

void HistorySearch::push_first() {
  Pair pair;
  pair.reference = {reference_.start()};
  pair.variant = {variant_.start()};
  pair.assigned.fill(kEnd);
  assign_first(0, pair);
}

// Every task's first operation, in every way; programs that differ only in which task is which
// once.
void HistorySearch::assign_first(unsigned task, Pair& pair) {
  if (task == bound_.tasks) {
    if (is_first_of_its_kind(pair.assigned)) push(pair);
    return;
  }
  assign_first(task + 1, pair);
  const auto permitted = permitted_in(reference_, pair.reference, task);
  for (std::size_t i = 0; i < alphabet_.size(); ++i) {
    if (!permitted->test(i)) continue;
    pair.assigned[task] = static_cast<std::uint8_t>(i);
    pair.made[task] = {pair.assigned[task]};
    if (operations_of(pair) <= most_operations_) assign_first(task + 1, pair);
    pair.made[task].clear();
    pair.assigned[task] = kEnd;
  }
}

bool HistorySearch::is_first_of_its_kind(const Assignment& assigned) const {
  std::vector<unsigned> order(bound_.tasks);
  std::iota(order.begin(), order.end(), 0u);
  while (std::next_permutation(order.begin(), order.end())) {
    Assignment other = assigned;
    for (unsigned task = 0; task < bound_.tasks; ++task) {
      other[order[task]] = renamed(assigned[task], order);
    }
    if (other < assigned) return false;
  }
  return true;
}

std::uint8_t HistorySearch::renamed(std::uint8_t operation,
                                    const std::vector<unsigned>& order) const {
  if (operation == kEnd || !names_task(alphabet_[operation])) return operation;
  Operation wanted = alphabet_[operation];
  wanted.operands[0] = static_cast<std::int32_t>(order[static_cast<unsigned>(wanted.operands[0])]);
  for (std::size_t i = 0; i < alphabet_.size(); ++i) {
    if (alphabet_[i] == wanted) return static_cast<std::uint8_t>(i);
  }
  return operation;
}

void HistorySearch::push(Pair pair) {
  std::vector<std::uint64_t> words;
  for (unsigned task = 0; task < bound_.tasks; ++task) {
    words.push_back(std::uint64_t{pair.assigned[task]} << 32 | pair.made[task].size());
  }
  words.push_back(pair.reference.size());
  words.insert(words.end(), pair.reference.begin(), pair.reference.end());
  words.insert(words.end(), pair.variant.begin(), pair.variant.end());
  if (known_.insert(hash_state(words)).second) pairs_.push_back(std::move(pair));
}

// False if that is enough.
bool HistorySearch::expand(const Pair& pair) {
  Next reference = look_ahead(reference_, pair.reference, pair.assigned);
  Next variant = look_ahead(variant_, pair.variant, pair.assigned);
  bool differ =
      reference.ends != variant.ends || reference.returned.size() != variant.returned.size();
  for (auto& [shown, returned] : reference.returned) {
    const auto other = variant.returned.find(shown);
    if (other == variant.returned.end()) {
      differ = true;
    } else {
      push_next(pair, returned.task, returned, other->second);
    }
  }
  if (differ) enough_ |= !(*on_difference_)(program_of(pair));
  return !enough_;
}

// If the task has returned from its operation, it begins any that comes next. If not, it has
// warned, or released something at its end.
void HistorySearch::push_next(const Pair& pair, unsigned task, Next::Returned& reference,
                              Next::Returned& variant) {
  Pair next = pair;
  next.reference = std::move(reference.to);
  next.variant = std::move(variant.to);
  make_set(next.reference);
  make_set(next.variant);
  const bool returned = reference_.state(next.reference.front()).idle.contains(task);
  if (!returned || pair.assigned[task] == kEnd) return push(std::move(next));
  next.assigned[task] = kEnd;
  push(next);
  if (pair.made[task].size() == bound_.operations || operations_of(pair) == most_operations_) {
    return;
  }
  const auto permitted = permitted_in(reference_, next.reference, task);
  if (!permitted || permitted != permitted_in(variant_, next.variant, task)) {
    enough_ |= !(*on_difference_)(program_of(next));
    return;
  }
  for (std::size_t i = 0; i < alphabet_.size(); ++i) {
    if (!permitted->test(i)) continue;
    Pair longer = next;
    longer.assigned[task] = static_cast<std::uint8_t>(i);
    longer.made[task].push_back(longer.assigned[task]);
    push(std::move(longer));
  }
}

HistorySearch::Next HistorySearch::look_ahead(OpenGraph& side, const Nodes& from,
                                              const Assignment& assigned) {
  Next next;
  Nodes reached = from;
  tsl::robin_set<OpenGraph::Node> seen(from.begin(), from.end());
  for (std::size_t i = 0; i < reached.size(); ++i) {
    Nodes more;
    if (!add_moves(side, reached[i], assigned, next, more)) {
      next.ends.insert(side.state(reached[i]).left);
    }
    for (const OpenGraph::Node node : more) {
      if (seen.insert(node).second) reached.push_back(node);
    }
  }
  return next;
}

// False if no task can move.
bool HistorySearch::add_moves(OpenGraph& side, OpenGraph::Node node, const Assignment& assigned,
                              Next& next, Nodes& reached) const {
  bool any = false;
  for (unsigned task = 0; task < bound_.tasks; ++task) {
    const OpenGraph::State& state = side.state(node);
    Move move = {static_cast<std::uint8_t>(task), Move::kGoOn};
    if (!state.enabled.contains(task)) continue;
    if (state.idle.contains(task)) {
      move.operation = assigned[task];
      if (move.operation == kEnd && !state.holding.contains(task)) continue;
      if (move.operation != kEnd && !state.permitted[task].test(move.operation)) continue;
    }
    any = true;
    const OpenGraph::Edge edge = side.follow(node, move);
    if (edge.to == OpenGraph::kNone) {
      next.ends.insert(edge.shown);
    } else if (edge.shown == OutcomeDigest{}) {
      reached.push_back(edge.to);
    } else {
      Next::Returned& returned = next.returned[edge.shown];
      returned.task = task;
      returned.to.push_back(edge.to);
    }
  }
  return any;
}

unsigned HistorySearch::operations_of(const Pair& pair) {
  std::size_t sum = 0;
  for (const auto& made : pair.made) sum += made.size();
  return static_cast<unsigned>(sum);
}

Program HistorySearch::program_of(const Pair& pair) const {
  std::vector<Move> moves;
  for (unsigned task = 0; task < bound_.tasks; ++task) {
    for (const std::uint8_t operation : pair.made[task]) {
      moves.push_back({static_cast<std::uint8_t>(task), operation, false});
    }
  }
  Program program = lockstep::program_of(start_, alphabet_, moves);
  program.schedule.clear();
  return program;
}

std::size_t HistorySearch::memory() const {
  constexpr std::size_t kBucket = 32;
  constexpr std::size_t kPair = 512;
  return reference_.memory() + variant_.memory() + known_.bucket_count() * kBucket +
         pairs_.size() * kPair;
}

}  // namespace lockstep
