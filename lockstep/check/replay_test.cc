// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/replay.h"

#include <gtest/gtest.h>

#include "lockstep/check/discrepancy_collector.h"
#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

ReplayedPair replay(const lockstep_implementation& variant, std::string_view text) {
  Executor executor;
  PairRunner pair(executor, before(), variant);
  return replay_pair(pair, parse_program(text));
}

TEST(Replay, ShowsBothSidesWithTheirTraces) {
  const ReplayedPair replayed =
      replay(before_that_warns(), "vma 0 attached\ntask a: vma_start_read 0; vma_start_read 0");
  EXPECT_EQ(replayed.reference.name, "before");
  EXPECT_EQ(replayed.variant.name, "made_up");
  EXPECT_EQ(replayed.reference.trace.operations.size(), 4u);  // two of them releases at the end
  EXPECT_EQ(replayed.reference.trace.steps.size(), replayed.reference.observation.steps.size());
  ASSERT_EQ(replayed.differences.size(), 1u);
  EXPECT_EQ(replayed.differences[0].kind(), DifferenceKind::kWarning);
  EXPECT_FALSE(replayed.mismatch);
}

TEST(Replay, FollowsTheScheduleOfTheProgram) {
  const ReplayedPair replayed = replay(before(),
                                       "task a: mmap_read_lock\ntask b: mmap_read_lock\n"
                                       "schedule: b a b a\n");
  std::vector<unsigned> tasks;
  for (const Step step : replayed.variant.observation.steps) tasks.push_back(step.task());
  EXPECT_EQ(tasks, (std::vector<unsigned>{1, 0, 1, 0}));
  EXPECT_TRUE(replayed.differences.empty());
}

TEST(Replay, TellsWhichRunCouldNotBeFollowed) {
  const ReplayedPair replayed = replay(before(),
                                       "task a: mmap_read_lock\ntask b: mmap_read_lock\n"
                                       "schedule: b a*5 b\n");
  ASSERT_TRUE(replayed.mismatch);
  EXPECT_EQ(replayed.mismatch->run, 1u);
  EXPECT_EQ(replayed.mismatch->steps_left, 3u);
}

TEST(Replay, NoticesAnImplementationThatShowsSomethingElseTheSecondTime) {
  const auto variant =
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_remembers);
  const auto replay_three_times = [&] {
    for (int i = 0; i < 3; ++i) replay(variant, "task a: mmap_read_trylock");
  };
  try {
    replay_three_times();
    ADD_FAILURE() << "taken to be reproducible";
  } catch (const NotReproducible& error) {
    EXPECT_EQ(std::string_view(error.what()),
              "made_up showed something else when the same schedule was run again:\n"
              "config DEBUG_VM=on LOCKDEP=on\ntask a: mmap_read_trylock\n");
  }
}

}  // namespace
}  // namespace lockstep
