// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/open_search.h"

#include <gtest/gtest.h>

#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/machine.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/searched.h"

namespace lockstep {
namespace {

TEST(OpenSearch, FindsNoDisagreementBetweenAnImplementationAndItself) {
  const ProgramBound bound = {.tasks = 2, .operations = 2};
  for (const bool attached : {true, false}) {
    const Searched searched(before(), bound, equal_starts(bound, attached), 4);
    EXPECT_TRUE(searched.totals.complete);
    EXPECT_TRUE(searched.programs.empty());
  }
}

TEST(OpenSearch, FindsTheSmallestProgramThatRefutesThePatchAsPosted) {
  const ProgramBound bound = {.tasks = 2, .operations = 3};
  const lockstep_implementation& v3 = *find_implementation("v3");
  EXPECT_TRUE(Searched(v3, bound, equal_starts(bound), 3).programs.empty());
  const Searched searched(v3, bound, equal_starts(bound), 4);
  ASSERT_EQ(searched.programs.size(), 1u);
  const Program& program = searched.programs[0];
  EXPECT_EQ(count_operations(program), 4u);
  Executor executor;
  PairRunner pair(executor, before(), v3);
  ScriptedScheduler scheduler(program.schedule);
  const ObservedPair& shown = pair.run(program, scheduler);
  EXPECT_FALSE(shown.is_same) << print_program(program);
  EXPECT_FALSE(scheduler.mismatch());
  EXPECT_EQ(shown.variant.warnings.size(), 1u);
}

// More VMAs and mms: programs that use one of them are among the programs that may use two.
TEST(OpenSearch, HasAllSmallerProgramsAmongTheLargerOnes) {
  const auto count = [](unsigned objects, unsigned owners) {
    const ProgramBound bound = {1, 2, objects, owners};
    return Searched(before(), bound, equal_starts(bound), 2).interleavings;
  };
  EXPECT_LT(count(1, 1), count(2, 1));
  EXPECT_LT(count(1, 1), count(1, 2));
  EXPECT_LT(count(2, 1), count(2, 2));
}

TEST(OpenSearch, SaysThatAnImplementationHasAStateOfItsOwn) {
  const auto remembers =
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_remembers);
  Executor executor;
  const ProgramBound bound = {.tasks = 2, .operations = 3};
  const Program start = open_start(bound, equal_starts(bound));
  OpenSearch search(executor, start, remembers, remembers, bound);
  const auto go_on = [](const OpenSearch::MovePath&) { return true; };
  EXPECT_THROW(search.search(6, {}, go_on), NotReproducible);
}

TEST(OpenSearch, SaysThatThereIsNoEndOfSchedules) {
  const auto spins = before_with(&lockstep_implementation::vma_end_read, made_up_end_read_spins);
  Executor executor;
  const ProgramBound bound = {.tasks = 1, .operations = 2};
  const Program start = open_start(bound, equal_starts(bound));
  OpenSearch search(executor, start, spins, spins, bound);
  const auto go_on = [](const OpenSearch::MovePath&) { return true; };
  EXPECT_THROW(search.search(2, {}, go_on), NotExplorable);
}

TEST(OpenSearch, StopsAtALimit) {
  Executor executor;
  const ProgramBound bound = {.tasks = 2, .operations = 3};
  const Program start = open_start(bound, equal_starts(bound));
  OpenSearch search(executor, start, before(), before(), bound);
  ExploreLimits limits;
  limits.states = 1'000;
  const auto go_on = [](const OpenSearch::MovePath&) { return true; };
  const ExploreTotals totals = search.search(6, limits, go_on);
  EXPECT_FALSE(totals.complete);
  EXPECT_EQ(totals.states, 1'001u);
}

// Whole states instead of hashes: the same states, and none that differ have the same key.
TEST(OpenSearch, MeetsNoHashCollision) {
  for (const ProgramBound& bound :
       {ProgramBound{2, 2, 1, 1}, ProgramBound{1, 3, 3, 2}, ProgramBound{2, 1, 2, 2}}) {
    const unsigned operations = bound.tasks * bound.operations;
    const Searched hashed(before(), bound, equal_starts(bound), operations);
    ExploreLimits limits;
    limits.verify = true;
    const Searched verified(before(), bound, equal_starts(bound), operations, limits);
    EXPECT_EQ(verified.totals.states, hashed.totals.states);
    EXPECT_EQ(verified.totals.executions, hashed.totals.executions);
    EXPECT_EQ(verified.interleavings, hashed.interleavings);
  }
}

// With keys of ten bits.
TEST(OpenSearch, FindsACollisionIfStatesAreVerified) {
  const ProgramBound bound = {2, 2, 1, 1};
  ExploreLimits limits;
  limits.key_mask = {0, 0x3ff};
  limits.verify = true;
  EXPECT_THROW(Searched(before(), bound, equal_starts(bound), 4, limits), StateCollision);
}

// vma_start_write_killable comes third at the earliest, and then would crash.
TEST(OpenSearch, MakesOnlyOperationsThatBothSidesSupport) {
  const auto lacks = before_without(&lockstep_implementation::vma_start_write_killable);
  const ProgramBound bound = {2, 3, 1, 1};
  const auto objects = equal_starts(bound);
  const Searched searched(lacks, bound, objects, 3);
  EXPECT_TRUE(searched.programs.empty());
  EXPECT_TRUE(searched.totals.complete);
  EXPECT_LT(searched.interleavings, Searched(before(), bound, objects, 3).interleavings);
}

}  // namespace
}  // namespace lockstep
