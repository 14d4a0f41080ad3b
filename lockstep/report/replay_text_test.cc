// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/replay_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;

TEST(Story, TellsWhoSleepsWhoWakesWhomAndWhatOnlyOneSideShows) {
  const lockstep_implementation variant =
      before_with(&lockstep_implementation::vma_end_read, made_up_end_read_wakes_nobody);
  Executor executor;
  PairRunner pair(executor, before(), variant);
  const ReplayedPair replayed =
      replay_pair(pair, parse_program("config DEBUG_VM=off LOCKDEP=off\nvma 0 attached\n"
                                      "task reader: vma_start_read 0; vma_end_read 0\n"
                                      "task writer: mmap_write_lock; vma_start_write 0\n"
                                      "schedule: reader*4 writer* reader*\n"));
  EXPECT_THAT(
      tell_story(replayed),
      ElementsAre("reader takes the read lock of VMA 0.", "writer takes mmap_lock for write.",
                  "writer goes to sleep in vma_start_write 0.", "before only: reader wakes writer.",
                  "reader releases the read lock of VMA 0.",
                  "before only: writer takes the write lock of VMA 0.",
                  "before only: writer releases mmap_lock and all VMA write locks at its end.",
                  "made_up only: writer gets this: never wakes up."));
}

}  // namespace
}  // namespace lockstep
