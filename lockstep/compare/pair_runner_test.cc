// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/pair_runner.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lockstep/load/implementations.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/random_scheduler.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/implementations/messages.h"

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
    const ObservedPair& shown = pair.run(two_readers(), scheduler);
    EXPECT_TRUE(shown.is_same);
    EXPECT_TRUE(shown.same_steps());
    EXPECT_EQ(shown.reference.operations.size(), 5u);
  }
}

TEST(PairRunner, GivesTheVariantTheChoicesOfTheReference) {
  Executor executor;
  PairRunner pair(executor, *find_implementation("before"), *find_implementation("merged"));
  RandomScheduler scheduler(2);
  Observation alone;
  for (int i = 0; i < 100; ++i) {
    const ObservedPair& shown = pair.run(two_readers(), scheduler);
    ReplayScheduler replay;
    replay.follow(shown.reference.steps);
    executor.run(two_readers(), pair.variant(), replay, alone);
    EXPECT_TRUE(same_observation(alone, shown.variant));
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
  const ObservedPair& shown = pair.run(program, scheduler);
  EXPECT_FALSE(shown.is_same);
  EXPECT_FALSE(shown.same_steps());
  EXPECT_EQ(shown.reference.operations[1].result, 0);
  EXPECT_EQ(shown.variant.operations[1].result, -4);
}

// One pair in eight is full from the start; here, differing ones soon are, too.
TEST(PairRunner, SamplesDifferencesThatAreThoseOfFullPairs) {
  Executor executor;
  const auto& before = *find_implementation("before");
  lockstep_implementation variant = before;
  variant.vma_start_write_killable = fails;
  PairRunner pair(executor, before, variant);
  const Program program = parse_program(
      "vma 0 attached\n"
      "task a: mmap_write_lock; vma_start_write_killable 0\n"
      "task b: vma_start_read 0; vma_end_read 0\n");
  PairRunner in_full(executor, before, variant);
  RandomScheduler scheduler(4);
  RandomScheduler same_scheduler(4);
  for (int i = 0; i < 40; ++i) {
    const ObservedPair sampled = pair.sample(program, scheduler).compact();
    const ObservedPair& full = in_full.run(program, same_scheduler);
    EXPECT_FALSE(sampled.is_same);
    EXPECT_FALSE(full.is_same);
    EXPECT_EQ(sampled.reference.steps, full.reference.steps);
    EXPECT_TRUE(same_observation(sampled.variant, full.variant));
  }
}

// What ThreadSanitizer reports of a quick pair, our own detector decides. The first pair is full,
// and shows none: there is no message yet when the reader looks for it.
TEST(PairRunner, SamplesARaceThatThreadSanitizerReportsOfAQuickPair) {
  Executor executor;
  lockstep_implementation reference = *find_implementation("before");
  reference.vma_start_read = message_read_by_cmpxchg;
  reference.fault_put = message_sent_by_store_release;
  lockstep_implementation variant = reference;
  variant.fault_put = message_sent_by_nothing;
  PairRunner pair(executor, reference, variant);
  const auto sample = [&](std::string_view schedule) {
    const Program program = parse_program(fmt::format(
        "vma 0 attached\ntask sender: fault_put 0\ntask reader: vma_start_read 0\nschedule: {}\n",
        schedule));
    ScriptedScheduler scheduler(program.schedule);
    return pair.sample(program, scheduler).compact();
  };
  EXPECT_TRUE(sample("reader* sender*").is_same);
  const ObservedPair shown = sample("sender* reader*");
  EXPECT_EQ(shown.is_same, !has_thread_sanitizer());
  EXPECT_EQ(shown.variant.races.empty(), !has_thread_sanitizer());
  EXPECT_TRUE(shown.reference.races.empty());
}

}  // namespace
}  // namespace lockstep
