// SPDX-License-Identifier: GPL-2.0-only
// What operations read that was never written.
#include "tests/uninitialised.h"

#include <gtest/gtest.h>

#include "lockstep/compare/pair_runner.h"
#include "lockstep/exec/executor_fixture.h"
#include "tests/made_up_implementation.h"
#include "tests/made_up_observation.h"

namespace lockstep {
namespace {

using Table = lockstep_implementation;

bool locks_if_uninitialised(mm_struct* mm) {
  return uninitialised() && before().mmap_read_trylock(mm);
}

/// Looks at one, and does not mind what it holds.
bool looks_at_uninitialised(mm_struct* mm) {
  static_cast<void>(uninitialised());
  return before().mmap_read_trylock(mm);
}

/// The same result, whatever it holds.
bool looks_if_uninitialised(mm_struct* mm) {
  if (uninitialised()) lockstep_step(mm, LOCKSTEP_READ);
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

TEST_F(UninitialisedVariables, HoldSomethingElseOnOtherStacks) {
  const Table table = trylock_that(locks_if_uninitialised);
  {
    const Executor::OtherStacks others(executor_);
    EXPECT_EQ(result_of(table), kShowsUninitialised ? 0 : 1);
    EXPECT_EQ(result_of(table), kShowsUninitialised ? 0 : 1);
  }
  EXPECT_EQ(result_of(table), 1);
}

/// Whether a pair of executions depends on them.
bool reads_uninitialised(const Table& reference, const Table& variant) {
  Executor executor;
  PairRunner pair(executor, reference, variant);
  const Program program = parse_program("task a: mmap_read_trylock\n");
  ScriptedScheduler scheduler(program.schedule);
  pair.run(program, scheduler);
  const Observation reference_shown = pair.reference_shown().compact();
  const Observation variant_shown = pair.variant_shown().compact();
  const bool reads = pair.reads_uninitialised(program);
  EXPECT_TRUE(same_observation(pair.reference_shown(), reference_shown));
  EXPECT_TRUE(same_observation(pair.variant_shown(), variant_shown));
  EXPECT_EQ(pair.same_steps(), reference_shown.steps == variant_shown.steps);
  pair.run(program, scheduler);
  EXPECT_TRUE(same_observation(pair.variant_shown(), variant_shown)) << "on other stacks for good";
  return reads;
}

TEST(PairsThatReadUninitialised, AreThoseOfWhichEitherSideDoes) {
  for (const auto trylock :
       {locks_if_uninitialised, looks_if_uninitialised, warns_if_uninitialised}) {
    const Table reads = trylock_that(trylock);
    EXPECT_EQ(reads_uninitialised(before(), reads), kShowsUninitialised);
    EXPECT_EQ(reads_uninitialised(reads, before()), kShowsUninitialised);
    EXPECT_EQ(reads_uninitialised(reads, reads), kShowsUninitialised);
  }
}

TEST(PairsThatReadUninitialised, AreNoneThatDoNotMind) {
  EXPECT_FALSE(reads_uninitialised(before(), before()));
  EXPECT_FALSE(reads_uninitialised(before(), trylock_that(looks_at_uninitialised)));
  EXPECT_FALSE(reads_uninitialised(before(), trylock_that(made_up_read_trylock_looks_twice)));
}

}  // namespace
}  // namespace lockstep
