// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/open_side.h"

#include <gtest/gtest.h>

#include "lockstep/explore/machine.h"
#include "tests/searched.h"
#include "tests/uninitialised.h"

namespace lockstep {
namespace {

using Table = lockstep_implementation;

/// One task, which tries to lock mmap_lock for reading.
class Side {
 public:
  explicit Side(bool (*trylock)(mm_struct*))
      : implementation_(before_with(&Table::mmap_read_trylock, trylock)) {}

  /// Along the first moves of the path, to the end of it.
  void run(std::size_t moves) {
    side.run(std::span(kPath).first(moves), moves == 0 ? 0 : moves - 1, 1);
  }

 private:
  static constexpr std::array<Move, 2> kPath = {Move{0, 0}, Move{0, Move::kEnd}};

  static OperationSet only_trylock() {
    OperationSet set = OperationSet::none();
    set.add(vma_lock::kMmapReadTrylock);
    return set;
  }

  const Table implementation_;
  const ProgramBound bound_ = {.tasks = 1, .operations = 1};
  const Program start_ = open_start(bound_, equal_starts(bound_));
  const Alphabet alphabet_{bound_, only_trylock()};
  Executor executor_;

 public:
  OpenSide side{executor_, start_, implementation_, bound_, alphabet_};
};

TEST(OpenSide, TellsTheStateBehindItsPathAndWhatTheLastMoveShowed) {
  Side side(before().mmap_read_trylock);
  side.run(0);
  EXPECT_TRUE(side.side.has_state());
  EXPECT_TRUE(side.side.is_final());
  EXPECT_TRUE(side.side.moves().begin[0].test(0));
  EXPECT_EQ(side.side.operations_begun(), 0u);
  side.run(1);
  EXPECT_TRUE(side.side.has_state());
  EXPECT_FALSE(side.side.is_final()) << "it holds the lock";
  EXPECT_TRUE(side.side.moves().may_end.contains(0));
  EXPECT_FALSE(side.side.moves().begin[0].any());
  EXPECT_EQ(side.side.operations_begun(), 1u);
  EXPECT_NE(side.side.shown(), OutcomeDigest{});
  side.run(2);
  EXPECT_FALSE(side.side.has_state());
}

bool sleeps_now = false;

bool sleeps_at_times(mm_struct* mm) {
  if (sleeps_now) {
    lockstep_step(mm, LOCKSTEP_READ);
    lockstep_sleep();
  }
  return before().mmap_read_trylock(mm);
}

// It sleeps, and never comes to the second move.
TEST(OpenSide, ThrowsIfItsPathCannotBeTakenAnyMore) {
  sleeps_now = false;
  Side side(sleeps_at_times);
  side.run(2);
  sleeps_now = true;
  EXPECT_THROW(side.run(2), NotReproducible);
}

unsigned steps_now = 0;

bool steps_at_times(mm_struct* mm) {
  for (unsigned i = 0; i < steps_now; ++i) lockstep_step(mm, LOCKSTEP_READ);
  return before().mmap_read_trylock(mm);
}

/// Throws unless an operation that takes as many steps as `moves` say can be run by these.
void run_with(unsigned steps, unsigned moves) {
  steps_now = steps;
  Side side(steps_at_times);
  std::vector<Move> path = {Move{0, 0}};
  path.insert(path.end(), moves, Move{0, Move::kGoOn});
  path.push_back(Move{0, Move::kEnd});
  side.side.run(path, 0, 1);
}

// What a move begins must be asked for, and nothing else.
TEST(OpenSide, ThrowsIfAnOperationTakesMoreStepsThanItDidOrFewer) {
  for (const unsigned steps : {0u, 1u, 2u}) {
    for (const unsigned moves : {0u, 1u, 2u, 3u}) {
      if (moves == steps) {
        run_with(steps, moves);
      } else {
        EXPECT_THROW(run_with(steps, moves), NotReproducible) << steps << " and " << moves;
      }
    }
  }
}

TEST(OpenSide, ThrowsIfItReadsWhatWasNeverWritten) {
  for (const auto trylock : {locks_if_uninitialised, looks_if_uninitialised}) {
    Side side(trylock);
    EXPECT_THROW(side.run(1), ReadsUninitialised);
  }
}

// Only some of many runs are made again.
TEST(OpenSide, ThrowsLaterIfItReadsWhatWasNeverWrittenLater) {
  Side side(locks_if_uninitialised);
  for (int i = 0; i < 1'000; ++i) side.run(0);
  const auto run_often = [&side] {
    for (int i = 0; i < 64; ++i) side.run(1);
  };
  EXPECT_THROW(run_often(), ReadsUninitialised);
}

TEST(OpenSide, LeavesWhatWasShownAsItWasWhenItMakesARunAgain) {
  Side side(before().mmap_read_trylock);
  side.run(1);
  const OutcomeDigest shown = side.side.shown();
  std::vector<std::uint64_t> state;
  side.side.state().append_to(state);
  for (int i = 1; i < 64; ++i) side.run(1);
  std::vector<std::uint64_t> again;
  side.side.state().append_to(again);
  EXPECT_EQ(side.side.shown(), shown);
  EXPECT_EQ(again, state);
}

TEST(OpenSide, ThrowsIfTasksShareMemoryOfTheirOwn) {
  Side side([](mm_struct* mm) {
    made_up_one_step(0, false);
    return before().mmap_read_trylock(mm);
  });
  side.run(0);
  EXPECT_THROW(side.run(1), SharesMemory);
}

}  // namespace
}  // namespace lockstep
