// SPDX-License-Identifier: GPL-2.0-only
// What operations read that was never written.
#include "tests/uninitialised.h"

#include <gtest/gtest.h>

#include "lockstep/compare/pair_runner.h"
#include "tests/executor_fixture.h"
#include "tests/made_up_implementation.h"
#include "tests/made_up_observation.h"

namespace lockstep {
namespace {

using Table = lockstep_implementation;

bool locks_if_uninitialised_after_a_step(mm_struct* mm) {
  lockstep_step(mm, LOCKSTEP_READ);
  return locks_if_uninitialised(mm);
}

/// Looks at one, and does not mind what it holds.
bool looks_at_uninitialised(mm_struct* mm) {
  static_cast<void>(uninitialised());
  return before().mmap_read_trylock(mm);
}

/// The same steps, whatever it holds.
bool warns_if_uninitialised(mm_struct* mm) {
  if (uninitialised()) lockstep_warn(&kWarnSite, "made_up");
  return before().mmap_read_trylock(mm);
}

Table trylock_that(bool (*trylock)(mm_struct*)) {
  return before_with(&Table::mmap_read_trylock, trylock);
}

class UninitialisedVariables : public ExecutorFixture {
 protected:
  std::int32_t result_of(const Table& table) {
    return run("task a: mmap_read_trylock\n", table).operations[0].result;
  }
};

// Whatever ran on the stack before.
TEST_F(UninitialisedVariables, HoldTheSameInEachExecution) {
  const Table table = trylock_that(locks_if_uninitialised);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(result_of(table), 1);
    run("vma 0 attached\ntask a: mmap_write_lock; vma_start_write 0; send_signal a\n", table);
  }
}

TEST_F(UninitialisedVariables, HoldTheSameInEachOperation) {
  run("task a: mmap_read_trylock; mmap_read_unlock; mmap_read_trylock\n",
      trylock_that(locks_if_uninitialised));
  EXPECT_EQ(observation_.operations[0].result, 1);
  EXPECT_EQ(observation_.operations[2].result, 1);
}

TEST_F(UninitialisedVariables, HoldWhatIsAskedFor) {
  const Table table = trylock_that(locks_if_uninitialised);
  for (int i = 0; i < 2; ++i) {
    executor_.set_uninitialised(Uninitialised::kZeros);
    EXPECT_EQ(result_of(table), 0);
    executor_.set_uninitialised(Uninitialised::kOnes);
    EXPECT_EQ(result_of(table), 1);
  }
  executor_.set_uninitialised(Uninitialised::kAsLeft);
  EXPECT_EQ(result_of(table), 1);
}

// What the engine has left on the stack in between does not show.
TEST_F(UninitialisedVariables, HoldItAfterEachStep) {
  const Table table = trylock_that(locks_if_uninitialised_after_a_step);
  executor_.set_uninitialised(Uninitialised::kZeros);
  EXPECT_EQ(result_of(table), 0);
  executor_.set_uninitialised(Uninitialised::kOnes);
  EXPECT_EQ(result_of(table), 1);
}

/// What came of a look at a pair of executions.
struct Look {
  bool noticed = false;
  bool noticed_again = false;
  bool differs_from_then_on = false;
  Uninitialised from_then_on = Uninitialised::kAsLeft;
  bool operator==(const Look&) const = default;
};
constexpr Look kNothing = {};

Look look(const Table& reference, const Table& variant) {
  Executor executor;
  PairRunner pair(executor, reference, variant);
  const Program program = parse_program("task a: mmap_read_trylock\n");
  ScriptedScheduler scheduler(program.schedule);
  const ObservedPair& shown = pair.run(program, scheduler);
  const ObservedPair before = shown.compact();
  Look look;
  look.noticed = pair.notice_uninitialised(program, shown);
  EXPECT_EQ(pair.reads_uninitialised(), look.noticed);
  EXPECT_TRUE(same_observation(shown.reference, before.reference));
  EXPECT_TRUE(same_observation(shown.variant, before.variant));
  EXPECT_EQ(shown.same_steps(), before.same_steps());
  look.noticed_again = pair.notice_uninitialised(program, shown);
  look.from_then_on = executor.uninitialised();
  if (look.noticed) look.differs_from_then_on = !pair.run(program, scheduler).is_same;
  return look;
}

// They hold that with which the sides differ from then on.
TEST(PairsThatReadUninitialised, AreNoticedOnEitherSide) {
  const Table locks = trylock_that(locks_if_uninitialised);
  const Look differs_with_zeros = {true, false, true, Uninitialised::kZeros};
  EXPECT_EQ(look(before(), locks), differs_with_zeros);
  EXPECT_EQ(look(locks, before()), differs_with_zeros);
  // What is left there makes it fail: with ones it goes on behind its own steps.
  const Table locks_later = trylock_that(locks_if_uninitialised_is_ones);
  EXPECT_EQ(look(before(), locks_later), differs_with_zeros);
  EXPECT_EQ(look(locks_later, before()), differs_with_zeros);
  const Table warns = trylock_that(warns_if_uninitialised);
  const Look differs_with_ones = {true, false, true, Uninitialised::kOnes};
  EXPECT_EQ(look(before(), warns), differs_with_ones);
  EXPECT_EQ(look(warns, before()), differs_with_ones);
}

TEST(PairsThatReadUninitialised, AreNoticedWhereBothSidesDo) {
  for (const auto trylock :
       {locks_if_uninitialised, looks_if_uninitialised, warns_if_uninitialised}) {
    const Table reads = trylock_that(trylock);
    EXPECT_EQ(look(reads, reads), (Look{true, false, false, Uninitialised::kZeros}));
  }
}

TEST(PairsThatReadUninitialised, AreNoneThatDoNotMind) {
  EXPECT_EQ(look(before(), before()), kNothing);
  EXPECT_EQ(look(before(), trylock_that(looks_at_uninitialised)), kNothing);
  EXPECT_EQ(look(before(), trylock_that(made_up_read_trylock_remembers)), kNothing);
  EXPECT_EQ(look(before(), trylock_that(made_up_read_trylock_looks_twice)), kNothing);
}

}  // namespace
}  // namespace lockstep
