// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/open_graph.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "lockstep/explore/machine.h"

namespace lockstep {

OpenGraph::OpenGraph(Executor& executor, const Program& start,
                     const lockstep_implementation& implementation, const ProgramBound& bound,
                     const Alphabet& alphabet)
    : executor_(executor),
      start_(start),
      implementation_(implementation),
      bound_(bound),
      alphabet_(alphabet) {
  if (bound.tasks > kMostTasks) throw std::length_error("too many tasks for a graph");
}

OpenGraph::Node OpenGraph::start() { return nodes_.empty() ? execute(kNone, nullptr).to : 0; }

OpenGraph::Edge OpenGraph::follow(Node from, Move move) {
  const auto [known, is_new] = edges_.try_emplace(name(from, move));
  if (!is_new) return known->second;
  const Edge edge = execute(from, &move);
  edges_[name(from, move)] = edge;
  return edge;
}

// Goes along the path to a state, and makes a move there; or none, from the start.
OpenGraph::Edge OpenGraph::execute(Node from, const Move* move) {
  lay_path(from);
  if (move) path_.push_back(*move);
  run_along_path();
  ++executions_;
  look_.after_run(
      executor_, implementation_,
      [this] { return std::pair(has_state_ ? key_ : StateKey(), shown_); },
      [this] { run_along_path(); });
  if (!has_state_) return {kNone, shown_};
  return {add_node(from, move), shown_};
}

void OpenGraph::run_along_path() {
  executor_.look(Executor::Looks::kAsSteps);
  const Executor::RacesIgnored ignored(executor_);
  executor_.run_open(start_, *this, implementation_, *this, observation_);
  executor_.look(Executor::Looks::kAtOnce);
  if (executor_.states().touched_foreign_memory()) throw SharesMemory(implementation_.name);
  if (off_path_ || begins_ || made_ != path_.size()) {
    throw NotReproducible("moves that were possible before are not possible now");
  }
  if (has_state_) {
    end_here();
  } else {
    shown_ = parts_.take_over_end(observation_);
  }
}

// Tasks that are between operations and hold nothing may be taken for ended.
void OpenGraph::end_here() {
  FinalRecord& final = observation_.final;
  final.asleep = asleep_;
  final.spinning = spinning_;
  final.end = asleep_.empty() ? End::kCompleted : End::kHang;
  reached_.left = parts_.take_over_end(observation_);
}

void OpenGraph::lay_path(Node from) {
  path_.clear();
  watched_from_ = 0;
  if (from == kNone) return;
  const NodeData& last = nodes_[from];
  watched_from_ = last.depth;
  for (unsigned task = 0; task < bound_.tasks; ++task) {
    const bool busy = !last.state.idle.contains(task);
    if (busy) watched_from_ = std::min<std::size_t>(watched_from_, last.begun[task]);
  }
  path_.resize(last.depth);
  for (Node node = from; nodes_[node].depth != 0; node = nodes_[node].parent) {
    path_[nodes_[node].depth - 1u] = nodes_[node].move;
  }
}

OpenGraph::Node OpenGraph::add_node(Node from, const Move* move) {
  const auto [known, is_new] = by_key_.try_emplace(key_, static_cast<Node>(nodes_.size()));
  if (!is_new) return known->second;
  NodeData node;
  node.state = reached_;
  if (move) {
    node.parent = from;
    node.move = *move;
    node.depth = static_cast<std::uint16_t>(nodes_[from].depth + 1);
    node.begun = nodes_[from].begun;
    if (move->operation != Move::kGoOn) node.begun[move->task] = nodes_[from].depth;
  }
  nodes_.push_back(node);
  return static_cast<Node>(nodes_.size() - 1);
}

void OpenGraph::begin(unsigned /*tasks*/) {
  made_ = 0;
  off_path_ = false;
  begins_ = false;
  has_state_ = false;
  parts_.restart();
}

Choice OpenGraph::pick(TaskSet enabled, unsigned /*running*/) {
  off_path_ |= begins_;
  if (off_path_) return {};
  if (made_ >= watched_from_) executor_.watch_from_here();
  if (made_ == path_.size()) {
    look(enabled);
    return {};
  }
  if (made_ + 1 == path_.size()) parts_.take_over(observation_);
  const Move& move = path_[made_++];
  begins_ = move.operation != Move::kGoOn;
  off_path_ = !enabled.contains(move.task);
  return off_path_ ? Choice() : Choice::of_task(move.task);
}

std::optional<Operation> OpenGraph::next(unsigned /*task*/) {
  off_path_ |= !std::exchange(begins_, false);
  const Move& move = path_[made_ - 1];
  if (off_path_ || move.operation == Move::kEnd) return std::nullopt;
  return alphabet_[move.operation];
}

void OpenGraph::look(TaskSet enabled) {
  const auto context = executor_.own_context();
  has_state_ = true;
  executor_.write_state(words_);
  buffer_.clear();
  words_.append_to(buffer_);
  key_ = hash_state(buffer_);
  shown_ = parts_.take_over(observation_);
  reached_ = {};
  reached_.enabled = enabled;
  asleep_ = executor_.asleep();
  spinning_ = executor_.spinning();
  for (unsigned task = 0; task < bound_.tasks; ++task) {
    if (!enabled.contains(task) || !executor_.is_idle(task)) continue;
    reached_.idle.insert(task);
    if (executor_.holds_anything(task)) reached_.holding.insert(task);
    for (std::size_t i = 0; i < alphabet_.size(); ++i) {
      if (executor_.may_make(task, alphabet_[i])) reached_.permitted[task].set(i);
    }
  }
}

std::size_t OpenGraph::memory() const {
  constexpr std::size_t kBucket = 40;
  return nodes_.capacity() * sizeof(NodeData) + by_key_.bucket_count() * kBucket +
         edges_.bucket_count() * (sizeof(Edge) + 16);
}

}  // namespace lockstep
