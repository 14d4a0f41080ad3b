// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/pair_runner.h"

#include <gtest/gtest.h>

#include "lockstep/exec/implementations.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/random_scheduler.h"

namespace lockstep {
namespace {

const Program& two_readers() {
  static const Program program = parse_program(
      "vma 0 attached\n"
      "task a: vma_start_read 0; read_data 0; vma_end_read 0\n"
      "task b: vma_start_read 0; vma_end_read 0\n");
  return program;
}

int fails(vm_area_struct* /*vma*/) { return -4; }

TEST(PairRunner, ShowsTheSameTwiceForTheSameImplementation) {
  Executor executor;
  const auto& before = *find_implementation("before");
  PairRunner pair(executor, before, before);
  RandomScheduler scheduler(1);
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(pair.run(two_readers(), scheduler));
    EXPECT_TRUE(pair.same_steps());
    EXPECT_EQ(pair.reference_shown().operations.size(), 5u);
  }
}

TEST(PairRunner, GivesTheVariantTheChoicesOfTheReference) {
  Executor executor;
  PairRunner pair(executor, *find_implementation("before"), *find_implementation("merged"));
  RandomScheduler scheduler(2);
  Observation alone;
  for (int i = 0; i < 100; ++i) {
    pair.run(two_readers(), scheduler);
    ReplayScheduler replay;
    replay.follow(pair.reference_shown().steps);
    executor.run(two_readers(), pair.variant(), replay, alone);
    EXPECT_TRUE(same_observation(alone, pair.variant_shown()));
  }
}

TEST(PairRunner, ShowsADifferenceAndTheStepsOfBothSides) {
  Executor executor;
  const auto& before = *find_implementation("before");
  lockstep_implementation variant = before;
  variant.vma_start_write_killable = fails;
  PairRunner pair(executor, before, variant);
  const Program program =
      parse_program("vma 0 attached\ntask a: mmap_write_lock; vma_start_write_killable 0");
  RandomScheduler scheduler(3);
  EXPECT_FALSE(pair.run(program, scheduler));
  EXPECT_FALSE(pair.same_steps());
  EXPECT_EQ(pair.reference_shown().operations[1].result, 0);
  EXPECT_EQ(pair.variant_shown().operations[1].result, -4);
}

}  // namespace
}  // namespace lockstep
