// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>
#include <linux/seqlock.h>

#include <climits>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

class Seqlock : public ::testing::Test {
 protected:
  Seqlock() { seqcount_init(&count_); }

  FakeEngine engine_;
  seqcount_t count_;
};

TEST_F(Seqlock, IsOddWhileItsWriterWrites) {
  EXPECT_EQ(raw_read_seqcount(&count_), 0u);
  do_raw_write_seqcount_begin(&count_);
  EXPECT_EQ(raw_read_seqcount(&count_), 1u);
  do_raw_write_seqcount_end(&count_);
  EXPECT_EQ(raw_read_seqcount(&count_), 2u);
}

TEST_F(Seqlock, WrapsAround) {
  count_.sequence = UINT_MAX;
  do_raw_write_seqcount_end(&count_);
  EXPECT_EQ(count_.sequence, 0u);
}

TEST_F(Seqlock, WritesAreOneStepAndTheWritersOwnLookIsNone) {
  do_raw_write_seqcount_begin(&count_);
  EXPECT_EQ(lockstep_own_sequence(&count_), 1u);
  do_raw_write_seqcount_end(&count_);
  ASSERT_EQ(engine_.steps.size(), 2u);
  EXPECT_EQ(engine_.steps[0].access, LOCKSTEP_WRITE);
  EXPECT_EQ(engine_.steps[1].access, LOCKSTEP_WRITE);
}

TEST_F(Seqlock, SpeculationBeginsUnlessAWriterIsAtWork) {
  unsigned begun = 0;
  EXPECT_TRUE(raw_seqcount_try_begin(&count_, begun));
  EXPECT_FALSE(read_seqcount_retry(&count_, begun));
  do_raw_write_seqcount_begin(&count_);
  EXPECT_TRUE(read_seqcount_retry(&count_, begun));
  EXPECT_FALSE(raw_seqcount_try_begin(&count_, begun));
  EXPECT_EQ(begun, 1u);
}

TEST_F(Seqlock, SpeculationIsAStepAtEachEnd) {
  unsigned begun = 0;
  EXPECT_TRUE(raw_seqcount_try_begin(&count_, begun));
  EXPECT_FALSE(read_seqcount_retry(&count_, begun));
  ASSERT_EQ(engine_.steps.size(), 2u);
  for (const SeenStep& step : engine_.steps) EXPECT_EQ(step.access, LOCKSTEP_READ);
}

}  // namespace
}  // namespace lockstep
