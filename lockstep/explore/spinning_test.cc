// SPDX-License-Identifier: GPL-2.0-only
// Tasks that wait for another one in a loop.
#include <gtest/gtest.h>

#include <set>

#include "kernel/abi/engine.h"
#include "lockstep/compare/describe.h"
#include "lockstep/explore/explored_outcomes.h"
#include "tests/enumeration.h"
#include "tests/executor_fixture.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

bool is_first() { return lockstep_current() == lockstep_task(0); }

void spins(vm_area_struct* vma) {
  while (!made_up_flag(vma)) continue;
}

void spins_or_sets(vm_area_struct* vma) { is_first() ? spins(vma) : made_up_set_flag(vma); }

// Looks three times, and then no more.
void gives_up(vm_area_struct* vma) {
  for (int looks = 0; looks < 3 && !made_up_flag(vma); ++looks) continue;
}

// The first task is woken three times before there is anything to see.
void sleeps_or_wakes(vm_area_struct* vma) {
  if (is_first()) {
    while (!made_up_flag(vma)) lockstep_sleep();
    return;
  }
  for (int i = 0; i < 3; ++i) {
    lockstep_step(vma, LOCKSTEP_READ);
    lockstep_wake(lockstep_task(0));
  }
  made_up_set_flag(vma);
  lockstep_wake(lockstep_task(0));
}

class Spinning : public ExecutorFixture {
 protected:
  using EndRead = void (*)(vm_area_struct*);

  static lockstep_implementation that(EndRead end_read) {
    return before_with(&lockstep_implementation::vma_end_read, end_read);
  }

  /// How executions of two readers can end, whatever the schedule.
  std::set<End> ends_of_two(EndRead end_read) {
    const Executor::RacesIgnored ignored(executor_);
    const Program program = parse_program(kTwo);
    ExhaustiveScheduler scheduler;
    std::set<End> ends;
    do {
      executor_.run(program, that(end_read), scheduler, observation_);
      ends.insert(observation_.final.end);
    } while (scheduler.advance());
    return ends;
  }

  static constexpr std::string_view kTwo =
      "vma 0 attached\ntask a: mmap_read_lock; vma_start_read_locked 0; vma_end_read 0\n"
      "task b: mmap_read_lock; vma_start_read_locked 0; vma_end_read 0\n";
};

TEST_F(Spinning, ForWhatNobodyDoesIsAHang) {
  const Program program = parse_program(
      "vma 0 attached\ntask a: mmap_read_lock; vma_start_read_locked 0; vma_end_read 0\n");
  ExhaustiveScheduler scheduler;
  executor_.run(program, that(spins), scheduler, observation_);
  EXPECT_EQ(observation_.final.end, End::kHang);
  EXPECT_LT(observation_.steps.size(), 20u);
  EXPECT_EQ(describe_end(program, observation_), "hangs: a spins in vma_end_read 0");
}

TEST_F(Spinning, EndsUnderEveryScheduleOnceAnotherTaskHasDoneItsPart) {
  EXPECT_EQ(ends_of_two(spins_or_sets), std::set{End::kCompleted});
}

TEST_F(Spinning, IsNotTakenForThatOfATaskThatGivesUp) {
  EXPECT_EQ(ends_of_two(gives_up), std::set{End::kCompleted});
}

TEST_F(Spinning, IsNotTakenForThatOfATaskThatIsWokenAgainAndAgain) {
  EXPECT_EQ(ends_of_two(sleeps_or_wakes), std::set{End::kCompleted});
}

TEST_F(Spinning, IsExploredAsItIsEnumerated) {
  const Executor::RacesIgnored ignored(executor_);
  const Program program = parse_program(kTwo);
  for (const EndRead end_read : {spins_or_sets, gives_up, sleeps_or_wakes}) {
    const lockstep_implementation implementation = that(end_read);
    OutcomeSet enumerated;
    ASSERT_TRUE(
        enumerate_outcomes(executor_, program, implementation, 10'000'000, enumerated).complete);
    const ExploredOutcomes explored(executor_, program, implementation, {});
    EXPECT_TRUE(explored.complete());
    EXPECT_EQ(explored.outcomes().size(), enumerated.size());
  }
}

}  // namespace
}  // namespace lockstep
