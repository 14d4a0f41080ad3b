// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/short_schedule.h"

#include <gtest/gtest.h>

#include "lockstep/exec/executor.h"
#include "lockstep/program/generator.h"
#include "lockstep/program/text.h"
#include "lockstep/sched/random_scheduler.h"
#include "lockstep/sched/scripted_scheduler.h"
#include "tests/choices.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

std::string shortened(std::string_view text) {
  const Program program = parse_program(text);
  Executor executor;
  ScriptedScheduler scheduler(program.schedule);
  Observation observation;
  executor.run(program, before(), scheduler, observation);
  return print_schedule(program, shorten_schedule(observation.steps));
}

TEST(ShortSchedules, CountOnlyRunsThatAreCutShort) {
  const std::string tasks =
      "task a: mmap_read_lock; mmap_read_unlock\n"
      "task b: mmap_read_lock; mmap_read_unlock\n";
  EXPECT_EQ(shortened(tasks + "schedule: a b a b"), "a b a* b*");
  EXPECT_EQ(shortened(tasks + "schedule: a*2 b*2"), "a* b*");
  EXPECT_EQ(shortened(tasks + "schedule: b a*"), "b a* b*");
}

TEST(ShortSchedules, SayThatATaskGoesOnUntilItSleeps) {
  EXPECT_EQ(shortened("task a: mmap_write_lock; mmap_write_unlock\n"
                      "task b: mmap_read_lock; mmap_read_unlock\n"
                      "schedule: a b a"),
            "a b* a* b*");
}

// Of 2000 random schedules of programs with some 4 tasks, more than half switch tasks at a place
// where both could go on, and many sleep: every rule of the shortening is met; the seed is fixed.
TEST(ShortSchedules, MeanTheSameSteps) {
  Executor executor;
  Random random(37);
  RandomScheduler scheduler(37);
  Observation shown;
  Observation again;
  for (unsigned i = 0; i < 2000; ++i) {
    const Program program = generate_program(random, {.tasks = 6, .operations = 8, .faults = true});
    executor.run(program, before(), scheduler, shown);
    const Schedule schedule = shorten_schedule(shown.steps);
    ScriptedScheduler scripted(schedule);
    executor.run(program, before(), scripted, again);
    ASSERT_TRUE(again.steps == shown.steps) << print_program(program);
    ASSERT_FALSE(scripted.mismatch()) << print_schedule(program, schedule);
    ASSERT_TRUE(same_observation(again, shown));
    ASSERT_LE(schedule.size(), shown.steps.size());
  }
}

TEST(OwnedSteps, BelongToTheOperationThatMadeThem) {
  const Program program = parse_program(
      "task a: mmap_read_lock; mmap_read_unlock; mmap_read_lock\n"
      "task b: mmap_read_lock\n"
      "schedule: a*2 b a* b*");
  Executor executor;
  ScriptedScheduler scheduler(program.schedule);
  Observation observation;
  executor.run(program, before(), scheduler, observation);
  std::string text;
  for (const OwnedStep step : own_steps(observation)) {
    text += program.tasks[step.task].name + std::to_string(step.index) + ' ';
  }
  EXPECT_EQ(text, "a0 a1 b0 a2 a3 b1 ");  // the last one of each is the release at its end
  EXPECT_EQ(print_schedule(program, schedule_of(own_steps(observation))), "a*2 b a*2 b");
}

TEST(Switches, AreOneLessThanRuns) {
  EXPECT_EQ(count_switches({}), 0u);
  EXPECT_EQ(count_switches(schedule_of_tasks({{0, 1}})), 0u);
  EXPECT_EQ(count_switches(schedule_of_tasks({{0, 1}, {1, 0}, {0, 0}})), 2u);
}

}  // namespace
}  // namespace lockstep
