// SPDX-License-Identifier: GPL-2.0-only
// An execution allocates nothing.
#include <gtest/gtest.h>

#include <new>

#include "lockstep/program/generator.h"
#include "lockstep/sched/exhaustive_scheduler.h"
#include "lockstep/sched/pct_scheduler.h"
#include "lockstep/sched/random_scheduler.h"
#include "lockstep/sched/replay_scheduler.h"
#include "tests/counted_new.h"
#include "tests/executor_fixture.h"

namespace lockstep {
namespace {

class Allocation : public ExecutorFixture {
 protected:
  // By an execution, once the observation's vectors have grown in one before.
  std::uint64_t allocated_by(const Program& program, Scheduler& scheduler) {
    executor_.run(program, before(), scheduler, observation_);
    const std::uint64_t start = allocations();
    executor_.run(program, before(), scheduler, observation_);
    return allocations() - start;
  }

  // The same for generated programs, without faults: warnings allocate.
  template <typename MakeScheduler>
  std::uint64_t allocated_under(MakeScheduler make_scheduler) {
    Random random(11);
    std::uint64_t total = 0;
    for (int i = 0; i < 300; ++i) {
      const Program program = generate_program(random, {.tasks = kMaxTasks, .operations = 12});
      auto scheduler = make_scheduler();
      total += allocated_by(program, scheduler);
    }
    return total;
  }
};

TEST_F(Allocation, IsCounted) {
  const std::uint64_t start = allocations();
  // Called by name: the compiler may not leave these out.
  ::operator delete(::operator new(1));
  ::operator delete[](::operator new[](2));
  EXPECT_EQ(allocations() - start, 2u);
}

TEST_F(Allocation, DoesNotHappenUnderARandomSchedule) {
  EXPECT_EQ(allocated_under([] { return RandomScheduler(1); }), 0u);
}

TEST_F(Allocation, DoesNotHappenUnderPct) {
  EXPECT_EQ(allocated_under([] { return PctScheduler(1, 4); }), 0u);
}

TEST_F(Allocation, DoesNotHappenInAReplay) {
  EXPECT_EQ(allocated_under([] { return ReplayScheduler(); }), 0u);
}

TEST_F(Allocation, DoesNotHappenInAnEnumeration) {
  EXPECT_EQ(allocated_under([] { return ExhaustiveScheduler(); }), 0u);
}

TEST_F(Allocation, DoesNotHappenWhenAnExecutionIsAbandoned) {
  const Program hang = parse_program(
      "vma 0 attached\ntask a: fault_set_refcount 0 2; mmap_write_lock; vma_start_write 0\n");
  RandomScheduler scheduler(1);
  EXPECT_EQ(allocated_by(hang, scheduler), 0u);
  EXPECT_EQ(observation_.final.end, End::kHang);
}

}  // namespace
}  // namespace lockstep
