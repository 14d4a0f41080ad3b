// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/task_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/program/text.h"

namespace lockstep {
namespace {

std::vector<std::string> named(std::string_view text) {
  Program program = parse_program(text);
  name_tasks(program);
  std::vector<std::string> names;
  for (const Task& task : program.tasks) names.push_back(task.name);
  return names;
}

TEST(TaskNames, AreTheRolesOfTheTasks) {
  EXPECT_THAT(named("vma 0 attached\n"
                    "task a: vma_start_read 0; vma_end_read 0\n"
                    "task b: mmap_write_lock; vma_start_write 0\n"
                    "task c: send_signal a\n"
                    "task d:\n"),
              testing::ElementsAre("reader", "writer", "signaller", "task"));
}

TEST(TaskNames, OfTasksThatWriteAndReadAreThoseOfWriters) {
  EXPECT_THAT(named("vma 0 attached\ntask a: send_sigkill a; vma_start_read 0; "
                    "enter_exclusive 0 killable"),
              testing::ElementsAre("writer"));
  EXPECT_THAT(named("task a: wake_up_process a; mmap_read_lock"), testing::ElementsAre("reader"));
}

TEST(TaskNames, AreToldApartByLettersOnlyIfTheyAreTheSame) {
  EXPECT_THAT(named("task x: mmap_read_lock\ntask y:\ntask z: mmap_read_trylock\ntask w: "
                    "mmap_write_trylock\ntask v: mmap_read_lock"),
              testing::ElementsAre("reader_a", "task", "reader_b", "writer", "reader_c"));
}

TEST(TaskNames, ReachTheLetterHForEightTasks) {
  std::string text;
  for (char name = 'a'; name <= 'h'; ++name) text += std::string("task ") + name + ":\n";
  EXPECT_EQ(named(text).back(), "task_h");
}

}  // namespace
}  // namespace lockstep
