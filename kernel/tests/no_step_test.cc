// SPDX-License-Identifier: GPL-2.0-only
// Functions and macros that have no effect on what tasks share: they take no step, and do no harm.
#include <gtest/gtest.h>
#include <linux/mmap_lock.h>

#include "kernel/tests/fake_engine.h"

namespace lockstep {
namespace {

class NoStep : public ::testing::Test {
 protected:
  void TearDown() override {
    EXPECT_TRUE(engine_.steps.empty());
    EXPECT_TRUE(engine_.warnings.empty());
  }

  FakeEngine engine_;
};

TEST_F(NoStep, Barriers) {
  barrier();
  smp_mb();
  smp_rmb();
  smp_wmb();
  mb();
  rmb();
  wmb();
  smp_mb__before_atomic();
  smp_mb__after_atomic();
  smp_mb__after_spinlock();
}

TEST_F(NoStep, LoopsThatSpin) { cpu_relax(); }

TEST_F(NoStep, MightSleepEvaluatesWhatItDependsOn) {
  int evaluated = 0;
  might_sleep();
  might_sleep_if(++evaluated != 0);
  EXPECT_EQ(evaluated, 1);
}

TEST_F(NoStep, WhatIsKnownWhenItIsCompiled) { BUILD_BUG_ON(sizeof(char) != 1); }

TEST_F(NoStep, ReadersOfRcu) {
  rcu_read_lock();
  EXPECT_TRUE(rcu_read_lock_held());
  rcu_read_unlock();
  guard(rcu)();
  int scopes = 0;
  scoped_guard(rcu) scopes++;
  EXPECT_EQ(scopes, 1);
}

DEFINE_PER_CPU(unsigned long, counters[4]);

TEST_F(NoStep, CountersOfEachCpuEvaluateTheirOperandsOnceAndCountNothing) {
  int index = 0;
  int amount = 1;
  this_cpu_inc(counters[index++]);
  this_cpu_dec(counters[index++]);
  this_cpu_add(counters[index++], amount++);
  this_cpu_sub(counters[index++], amount++);
  EXPECT_EQ(index, 4);
  EXPECT_EQ(amount, 3);
  __this_cpu_inc(counters[0]);
  __this_cpu_dec(counters[0]);
  __this_cpu_add(counters[0], 2);
  __this_cpu_sub(counters[0], 3);
  raw_cpu_inc(counters[0]);
  raw_cpu_dec(counters[0]);
  raw_cpu_add(counters[0], 2);
  raw_cpu_sub(counters[0], 3);
  for (const unsigned long counter : counters) EXPECT_EQ(counter, 0u);
}

}  // namespace
}  // namespace lockstep
