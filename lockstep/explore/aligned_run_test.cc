// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "lockstep/explore/race_watch.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/random_scheduler.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

const Program& readers_and_writer() {
  static const Program program = parse_program(
      "vma 0 attached\n"
      "task a: vma_start_read 0; read_data 0; vma_end_read 0\n"
      "task b: vma_start_read 0; vma_end_read 0\n"
      "task c: mmap_write_lock; vma_start_write 0; write_data 0; mmap_write_unlock\n");
  return program;
}

constexpr int kSchedules = 200;

TEST(AlignedRun, TakesTheSameStepsWhereTheImplementationIsTheSame) {
  Executor executor;
  RandomScheduler scheduler(1);
  Observation shown;
  for (int i = 0; i < kSchedules; ++i) {
    executor.run(readers_and_writer(), before(), scheduler, shown);
    EXPECT_EQ(run_aligned(executor, readers_and_writer(), before(), shown, 0).steps, shown.steps);
  }
}

// Nothing else accesses this.
const int kOfItsOwn = 0;

vm_area_struct* looks_and_starts(mm_struct* mm, vm_area_struct* vma) {
  lockstep_step(&kOfItsOwn, LOCKSTEP_READ);
  vm_area_struct* const started = before().vma_start_read(mm, vma);
  lockstep_step(&kOfItsOwn, LOCKSTEP_READ);
  return started;
}

void looks_and_ends(vm_area_struct* vma) {
  lockstep_step(&kOfItsOwn, LOCKSTEP_READ);
  before().vma_end_read(vma);
}

std::vector<unsigned> tasks_of_common_steps(const Observation& shown) {
  std::vector<unsigned> tasks;
  for (const Step step : shown.steps) {
    if (step.object() && step.object() != &kOfItsOwn) tasks.push_back(step.task());
  }
  return tasks;
}

// Both of the tasks that look begin with that.
TEST(AlignedRun, TakesTheStepsOfBothSidesInTheSameOrderWhereTheOtherTakesMore) {
  lockstep_implementation looks = before();
  looks.vma_start_read = looks_and_starts;
  looks.vma_end_read = looks_and_ends;
  Executor executor;
  RandomScheduler scheduler(2);
  Observation shown;
  for (int i = 0; i < kSchedules; ++i) {
    executor.run(readers_and_writer(), before(), scheduler, shown);
    const Observation other = run_aligned(executor, readers_and_writer(), looks, shown, 0);
    EXPECT_EQ(tasks_of_common_steps(other), tasks_of_common_steps(shown));
  }
}

const Program& reader_that_locks_first() {
  static const Program program = parse_program(
      "vma 0 attached\n"
      "task a: mmap_read_lock; vma_start_read 0; vma_end_read 0\n"
      "task b: mmap_read_lock; vma_start_read 0; vma_end_read 0\n");
  return program;
}

TEST(AlignedRun, TakesTheStepsOfBothSidesInTheSameOrderWhereItTakesFewer) {
  lockstep_implementation looks = before();
  looks.vma_start_read = looks_and_starts;
  looks.vma_end_read = looks_and_ends;
  Executor executor;
  RandomScheduler scheduler(3);
  Observation shown;
  for (int i = 0; i < kSchedules; ++i) {
    executor.run(reader_that_locks_first(), looks, scheduler, shown);
    const Observation other = run_aligned(executor, reader_that_locks_first(), before(), shown, 0);
    EXPECT_EQ(tasks_of_common_steps(other), tasks_of_common_steps(shown));
  }
}

TEST(AlignedRun, IsToldHowManyStepsOfItsOwnATaskBeginsWith) {
  lockstep_implementation looks = before();
  looks.vma_start_read = looks_and_starts;
  const Program program = parse_program(
      "vma 0 attached\n"
      "task a: vma_start_read 0\n"
      "task b: vma_start_read 0\n");
  Executor executor;
  RandomScheduler scheduler(4);
  Observation shown;
  for (int i = 0; i < kSchedules; ++i) {
    executor.run(program, looks, scheduler, shown);
    const Observation other = run_aligned(executor, program, before(), shown, 1);
    EXPECT_EQ(tasks_of_common_steps(other), tasks_of_common_steps(shown));
  }
}

}  // namespace
}  // namespace lockstep
