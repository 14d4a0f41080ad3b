// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/open_graph.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "lockstep/explore/machine.h"
#include "lockstep/sched/random_scheduler.h"
#include "tests/searched.h"

namespace lockstep {
namespace {

using Node = OpenGraph::Node;

/// Programs of one operation per task, all of the same code.
class Graph {
 public:
  Graph(OperationCode code, unsigned tasks, const lockstep_implementation& implementation,
        bool attached = true)
      : bound_{.tasks = tasks, .operations = 1},
        start_(open_start(bound_, equal_starts(bound_, attached))),
        alphabet_(bound_, only(code)),
        graph(executor, start_, implementation, bound_, alphabet_) {}

  /// Follows all moves; none begins a second operation of a task.
  void follow_all() {
    std::vector<std::pair<Node, TaskSet>> left = {{graph.start(), TaskSet()}};
    std::set<std::pair<Node, unsigned>> seen;
    while (!left.empty()) {
      const auto [node, begun] = left.back();
      left.pop_back();
      for (const Move move : moves(node, begun)) {
        TaskSet now = begun;
        now.insert(move.task);
        ++moves_made;
        const Node to = graph.follow(node, move).to;
        if (to == OpenGraph::kNone || !seen.insert({to, bits(now)}).second) continue;
        left.emplace_back(to, now);
      }
    }
  }

  /// Along the first task's moves, as far as there are any: what they showed, and how things are
  /// left if all programs end there.
  OutcomeDigest follow_first_task() {
    OutcomeDigest shown;
    Node node = graph.start();
    TaskSet begun;
    for (auto next = moves(node, begun); !next.empty(); next = moves(node, begun)) {
      if (next.front().task != 0) break;
      begun.insert(0);
      const OpenGraph::Edge edge = graph.follow(node, next.front());
      shown = shown + edge.shown;
      if (edge.to == OpenGraph::kNone) return shown;
      node = edge.to;
    }
    return shown + graph.state(node).left;
  }

  Program program() const {
    Program program = start_;
    for (Task& task : program.tasks) task.operations = {alphabet_[0]};
    return program;
  }

  Executor executor;

 private:
  const ProgramBound bound_;
  const Program start_;
  const Alphabet alphabet_;

 public:
  OpenGraph graph;
  std::uint64_t moves_made = 0;

 private:
  static OperationSet only(OperationCode code) {
    OperationSet set = OperationSet::none();
    set.add(code);
    return set;
  }

  static unsigned bits(TaskSet tasks) {
    unsigned bits = 0;
    for (; !tasks.empty(); tasks.erase(tasks.first())) bits |= 1u << tasks.first();
    return bits;
  }

  std::vector<Move> moves(Node node, TaskSet begun) const {
    const OpenGraph::State& state = graph.state(node);
    std::vector<Move> moves;
    for (TaskSet left = state.enabled; !left.empty(); left.erase(left.first())) {
      const auto task = static_cast<std::uint8_t>(left.first());
      if (!state.idle.contains(task)) {
        moves.push_back({task, Move::kGoOn});
      } else if (!begun.contains(task)) {
        EXPECT_TRUE(state.permitted[task].test(0));
        moves.push_back({task, 0});
      } else if (state.holding.contains(task)) {
        moves.push_back({task, Move::kEnd});
      }
    }
    return moves;
  }
};

// A task that locks mmap_lock for reading is before it, about to look, holding it, about to look
// after it has given it back, or has ended. All ways to combine these are states, but for the last:
// then there is none.
TEST(OpenGraph, HasTheStatesAndMovesOfItsTasksTogether) {
  for (const unsigned tasks : {1u, 2u, 3u}) {
    std::uint64_t states = 1;
    for (unsigned i = 0; i < tasks; ++i) states *= 5;
    Graph locks(vma_lock::kMmapReadTrylock, tasks, before());
    locks.follow_all();
    EXPECT_EQ(locks.graph.size(), states - 1);
    // Each task makes four moves, whatever the others do.
    EXPECT_EQ(locks.graph.executions(), 1 + tasks * 4 * states / 5);
    EXPECT_EQ(locks.moves_made, tasks * 4 * states / 5);
  }
}

TEST(OpenGraph, KeepsWhereAMoveLeads) {
  Graph locks(vma_lock::kMmapReadTrylock, 1, before());
  const Node start = locks.graph.start();
  const Node next = locks.graph.follow(start, {0, 0}).to;
  EXPECT_EQ(locks.graph.executions(), 2u);
  EXPECT_EQ(locks.graph.start(), start);
  EXPECT_EQ(locks.graph.follow(start, {0, 0}).to, next);
  EXPECT_EQ(locks.graph.executions(), 2u);
}

TEST(OpenGraph, ShowsWhatTheProgramShowsMoveByMove) {
  for (const bool attached : {true, false}) {
    Graph reads(vma_lock::kVmaStartRead, 1, before(), attached);
    Observation shown;
    RandomScheduler scheduler(1);
    reads.executor.run(reads.program(), before(), scheduler, shown);
    EXPECT_EQ(shown.operations.size(), attached ? 2u : 1u);
    EXPECT_EQ(reads.follow_first_task(), digest_outcome(shown));
  }
}

TEST(OpenGraph, ShowsAnOperationWhenItsCallerHasLooked) {
  Graph locks(vma_lock::kMmapReadTrylock, 1, before());
  const Node start = locks.graph.start();
  EXPECT_TRUE(locks.graph.state(start).idle.contains(0));
  EXPECT_FALSE(locks.graph.state(start).holding.contains(0));
  const OpenGraph::Edge locked = locks.graph.follow(start, {0, 0});
  EXPECT_EQ(locked.shown, OutcomeDigest{});
  EXPECT_FALSE(locks.graph.state(locked.to).idle.contains(0));
  const OpenGraph::Edge looked = locks.graph.follow(locked.to, {0, Move::kGoOn});
  EXPECT_NE(looked.shown, OutcomeDigest{});
  EXPECT_TRUE(locks.graph.state(looked.to).idle.contains(0));
  EXPECT_TRUE(locks.graph.state(looked.to).holding.contains(0));
  EXPECT_FALSE(locks.graph.state(looked.to).permitted[0].test(0)) << "it holds the lock";
}

TEST(OpenGraph, HasNoStateAfterACrash) {
  const auto crashes = before_with(
      &lockstep_implementation::mmap_read_trylock, +[](mm_struct*) -> bool { __builtin_trap(); });
  Graph locks(vma_lock::kMmapReadTrylock, 2, crashes);
  const OpenGraph::Edge edge = locks.graph.follow(locks.graph.start(), {0, 0});
  EXPECT_EQ(edge.to, OpenGraph::kNone);
  EXPECT_NE(edge.shown, OutcomeDigest{});
}

bool sleeps(mm_struct* /*mm*/) {
  made_up_start_write_sleeps(nullptr);
  return false;
}

// The other task does nothing, or has not begun: one sleeps, and nobody wakes it.
TEST(OpenGraph, TellsHowThingsAreIfProgramsEndInAState) {
  for (const unsigned tasks : {1u, 2u}) {
    const auto hangs = before_with(&lockstep_implementation::mmap_read_trylock, sleeps);
    Graph locks(vma_lock::kMmapReadTrylock, tasks, hangs);
    Program program = locks.program();
    if (tasks == 2) program.tasks[1].operations.clear();
    Observation shown;
    RandomScheduler scheduler(1);
    locks.executor.run(program, hangs, scheduler, shown);
    EXPECT_EQ(shown.final.end, End::kHang);
    EXPECT_EQ(locks.follow_first_task(), digest_outcome(shown));
  }
}

TEST(OpenGraph, ThrowsIfTasksShareMemoryOfTheirOwn) {
  const auto shares = before_with(&lockstep_implementation::send_signal, made_up_one_step);
  Graph signals(vma_lock::kSendSignal, 1, shares);
  EXPECT_THROW(signals.graph.follow(signals.graph.start(), {0, 0}), SharesMemory);
}

bool sleeps_now = false;

bool sleeps_at_times(mm_struct* mm) {
  return sleeps_now ? sleeps(mm) : before().mmap_read_trylock(mm);
}

// The first task sleeps instead of going on: nobody can move then, or the other one.
TEST(OpenGraph, ThrowsIfAMoveIsNotPossibleAnyMore) {
  const auto remembers = before_with(&lockstep_implementation::mmap_read_trylock, sleeps_at_times);
  for (const unsigned tasks : {1u, 2u}) {
    sleeps_now = false;
    Graph locks(vma_lock::kMmapReadTrylock, tasks, remembers);
    const Node locked = locks.graph.follow(locks.graph.start(), {0, 0}).to;
    const Node looked = locks.graph.follow(locked, {0, Move::kGoOn}).to;
    sleeps_now = true;
    EXPECT_THROW(locks.graph.follow(looked, {0, Move::kEnd}), NotReproducible);
  }
}

TEST(OpenGraph, IsOfFewTasks) {
  EXPECT_NO_THROW(Graph(vma_lock::kMmapReadTrylock, OpenGraph::kMostTasks, before()));
  EXPECT_THROW(Graph(vma_lock::kMmapReadTrylock, OpenGraph::kMostTasks + 1, before()),
               std::length_error);
}

}  // namespace
}  // namespace lockstep
