// SPDX-License-Identifier: GPL-2.0-only
// The interleavings of programs whose numbers theory gives: the engine makes a choice per step, and
// none besides.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "lockstep/sched/exhaustive_scheduler.h"
#include "tests/executor_fixture.h"

namespace lockstep {
namespace {

class ProgramInterleavings : public ExecutorFixture {
 protected:
  // The number of executions; each of them takes steps of its own.
  std::size_t count(std::string_view text, unsigned bound = ExhaustiveScheduler::kUnbounded) {
    const Program program = parse_program(text);
    ExhaustiveScheduler scheduler(bound);
    std::set<std::string> schedules;
    std::size_t executions = 0;
    do {
      executor_.run(program, before(), scheduler, observation_);
      EXPECT_EQ(observation_.final.end, End::kCompleted);
      std::string tasks;
      for (const Step step : observation_.steps) tasks += static_cast<char>('0' + step.task());
      schedules.insert(tasks);
      ++executions;
    } while (scheduler.advance());
    EXPECT_EQ(schedules.size(), executions);
    return executions;
  }
};

// A reader of an attached VMA makes five steps: four to lock, one to unlock.
TEST_F(ProgramInterleavings, OfTwoReadersAre252) {
  EXPECT_EQ(count("vma 0 attached\n"
                  "task a: vma_start_read 0; vma_end_read 0\n"
                  "task b: vma_start_read 0; vma_end_read 0\n"),
            252u);  // 10! / (5! 5!)
}

// A reader of a detached VMA makes three.
TEST_F(ProgramInterleavings, OfThreeReadersOfADetachedVmaAre1680) {
  EXPECT_EQ(count("vma 0 detached\n"
                  "task a: vma_start_read 0\ntask b: vma_start_read 0\ntask c: vma_start_read 0\n"),
            1680u);  // 9! / (3!)^3
}

// To wake a running task is one step, to send a signal two.
TEST_F(ProgramInterleavings, OfTasksOfDifferentLengths) {
  EXPECT_EQ(count("vma 0 attached\ntask a: wake_up_process c\n"
                  "task b: send_signal c\ntask c: send_sigkill a; wake_up_process b\n"),
            60u);  // 6! / (1! 2! 3!)
}

// A task without steps is still chosen once, to come to its end.
TEST_F(ProgramInterleavings, OfATaskWithoutStepsAreOneChoice) {
  EXPECT_EQ(
      count("vma 0 attached\ntask a: wake_up_process b; wake_up_process b\ntask b: read_data 0\n"),
      3u);  // 3! / (2! 1!)
}

// Whoever comes first takes the lock in its first step. The other one's attempt fails before one of
// the first one's three other steps, and is repeated after the last, or comes after it: 2 * 4.
TEST_F(ProgramInterleavings, OfTwoWritersAreEight) {
  EXPECT_EQ(count("vma 0 attached\ntask a: mmap_write_lock; mmap_write_unlock\n"
                  "task b: mmap_write_lock; mmap_write_unlock\n"),
            8u);
}

// See CountsPreemptionsOfTwoTasks: words of five steps each, with at most b + 2 runs.
TEST_F(ProgramInterleavings, WithFewPreemptionsAreFew) {
  constexpr std::string_view kReaders =
      "vma 0 attached\n"
      "task a: vma_start_read 0; vma_end_read 0\n"
      "task b: vma_start_read 0; vma_end_read 0\n";
  EXPECT_EQ(count(kReaders, 0), 2u);
  EXPECT_EQ(count(kReaders, 1), 2u + 2u * 4u);
  EXPECT_EQ(count(kReaders, 2), 2u + 2u * 4u + 2u * 4u * 4u);
  EXPECT_EQ(count(kReaders, 8), 252u);
}

}  // namespace
}  // namespace lockstep
