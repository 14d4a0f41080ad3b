// SPDX-License-Identifier: GPL-2.0-only
// An execution is a function of program, schedule and implementation.
#include <gtest/gtest.h>

#include <array>

#include "lockstep/sched/random_scheduler.h"
#include "lockstep/sched/replay_scheduler.h"
#include "tests/executor_fixture.h"

namespace lockstep {
namespace {

constexpr int kSeeds = 1000;

constexpr std::array<std::string_view, 4> kTexts = {
    "vma 0 attached\n"
    "task reader: vma_start_read 0; read_data 0; vma_end_read 0\n"
    "task writer: mmap_write_lock; vma_start_write 0; write_data 0; mmap_write_unlock\n",

    "vma 0 attached\nvma 1 detached\n"
    "task reader: vma_start_read 0; vma_end_read 0; vma_start_read 1\n"
    "task detacher: mmap_write_lock; vma_start_write 0; vma_mark_detached 0\n"
    "task attacher: mmap_write_lock; vma_start_write 1; vma_mark_attached 1; "
    "mmap_write_downgrade\n",

    "vma 0 attached\n"
    "task a: vma_start_read 0; vma_end_read 0\n"
    "task b: mmap_write_lock_killable; vma_start_write_killable 0\n"
    "task c: send_sigkill b; wake_up_process b\n"
    "task d: mmap_read_lock; vma_start_read_locked 0; mmap_read_unlock\n",

    // Warnings, but no data race: now and then, ThreadSanitizer misses one.
    "config DEBUG_VM=on LOCKDEP=off\nvma 0 detached\nvma 1 attached\n"
    "task reader: vma_start_read 0; vma_start_read 1\n"
    "task fault: fault_put 0; fault_put 0\n"
    "task writer: mmap_write_lock; fault_fail_wait; vma_start_write_killable 1\n"};

class Determinism : public ExecutorFixture {
 protected:
  // Calls test(program, implementation) for all of them.
  template <typename Test>
  void for_all(Test test) {
    for (const std::string_view text : kTexts) {
      const Program program = parse_program(text);
      for (const lockstep_implementation* implementation : built_in_implementations()) {
        test(program, *implementation);
      }
    }
  }

  Observation again_;
};

TEST_F(Determinism, TheSameSeedShowsTheSame) {
  for_all([this](const Program& program, const lockstep_implementation& implementation) {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      RandomScheduler first(seed);
      RandomScheduler second(seed);
      executor_.run(program, implementation, first, observation_);
      executor_.run(program, implementation, second, again_);
      ASSERT_TRUE(same_observation(observation_, again_)) << seed;
      ASSERT_EQ(observation_.steps, again_.steps) << seed;
    }
  });
}

TEST_F(Determinism, AReplayShowsTheSame) {
  ReplayScheduler replay;
  for_all([&](const Program& program, const lockstep_implementation& implementation) {
    RandomScheduler random(1);
    for (int i = 0; i < kSeeds; ++i) {
      executor_.run(program, implementation, random, observation_);
      const std::vector<Step> steps(observation_.steps.begin(), observation_.steps.end());
      replay.follow(steps);
      executor_.run(program, implementation, replay, again_);
      ASSERT_TRUE(same_observation(observation_, again_));
      ASSERT_EQ(observation_.steps, again_.steps);
    }
  });
}

TEST_F(Determinism, ATraceChangesNothing) {
  Trace trace;
  for_all([&](const Program& program, const lockstep_implementation& implementation) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      RandomScheduler first(seed);
      RandomScheduler second(seed);
      executor_.run(program, implementation, first, observation_);
      executor_.run(program, implementation, second, again_, &trace);
      ASSERT_TRUE(same_observation(observation_, again_)) << seed;
      ASSERT_EQ(observation_.steps, again_.steps) << seed;
      ASSERT_EQ(trace.steps.size(), again_.steps.size()) << seed;
    }
  });
}

// Whether the schedules are not all the same one. The first program has C(12, 5) = 792
// interleavings of its first 12 steps alone; that 1000 random walks take one and the same has no
// chance.
TEST_F(Determinism, SeedsTakeDifferentSchedules) {
  const Program program = parse_program(kTexts[0]);
  RandomScheduler random(1);
  executor_.run(program, before(), random, again_);
  int different = 0;
  for (std::uint64_t seed = 2; seed < 100; ++seed) {
    RandomScheduler other(seed);
    executor_.run(program, before(), other, observation_);
    if (!(observation_.steps == again_.steps)) ++different;
  }
  EXPECT_GT(different, 90);
}

}  // namespace
}  // namespace lockstep
