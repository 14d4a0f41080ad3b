// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/program_edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/program/generator.h"
#include "lockstep/program/text.h"
#include "tests/validity.h"

namespace lockstep {
namespace {

Program three_tasks() {
  return parse_program(
      "config DEBUG_VM=off LOCKDEP=off\n"
      "vma 0 attached\n"
      "vma 1 detached mm 1\n"
      "task a: send_signal b; read_data 1; send_sigkill c\n"
      "task b: vma_start_read 1; wake_up_process a\n"
      "task c: send_signal c\n"
      "schedule: a*2 b a*3 c b* c*\n");
}

/// Without the first line, the configuration.
std::string text_of(const Program& program) {
  const std::string text = print_program(program);
  return text.substr(text.find('\n') + 1);
}

TEST(ProgramEdits, TakeAwayATaskAndAllThatNamesIt) {
  EXPECT_EQ(text_of(without_task(three_tasks(), 1)),
            "vma 0 attached\nvma 1 detached mm 1\n"
            "task a: read_data 1; send_sigkill c\n"
            "task c: send_signal c\n"
            "schedule: a*5 c c*\n");
}

TEST(ProgramEdits, MergeATaskIntoAnotherBeforeOrAfterIt) {
  EXPECT_EQ(text_of(with_merged_tasks(three_tasks(), 1, 2, true)),
            "vma 0 attached\nvma 1 detached mm 1\n"
            "task a: send_signal c; read_data 1; send_sigkill c\n"
            "task c: vma_start_read 1; wake_up_process a; send_signal c\n"
            "schedule: a*5 c c*\n");
  EXPECT_EQ(text_of(with_merged_tasks(three_tasks(), 0, 1, false)),
            "vma 0 attached\nvma 1 detached mm 1\n"
            "task b: vma_start_read 1; wake_up_process b; send_signal b; read_data 1; "
            "send_sigkill c\n"
            "task c: send_signal c\n"
            "schedule: b c b* c*\n");
}

TEST(ProgramEdits, TakeAwayOperations) {
  EXPECT_EQ(print_program(without_operations(three_tasks(), 0, 0, 2)),
            "config DEBUG_VM=off LOCKDEP=off\nvma 0 attached\nvma 1 detached mm 1\n"
            "task a: send_sigkill c\n"
            "task b: vma_start_read 1; wake_up_process a\n"
            "task c: send_signal c\n"
            "schedule: a*2 b a*3 c b* c*\n");
}

TEST(ProgramEdits, TakeAwayVmasThatNobodyNames) {
  EXPECT_EQ(text_of(without_unused_objects(three_tasks())),
            "vma 0 detached mm 1\n"
            "task a: send_signal b; read_data 0; send_sigkill c\n"
            "task b: vma_start_read 0; wake_up_process a\n"
            "task c: send_signal c\n"
            "schedule: a*2 b a*3 c b* c*\n");
  EXPECT_EQ(text_of(without_unused_objects(parse_program("vma 0 attached\ntask a:"))), "task a:\n");
}

std::vector<std::string> plainer(const std::string& operation) {
  const Program program = parse_program("vma 0 attached\nvma 1 attached\ntask a: " + operation);
  std::vector<std::string> texts;
  for (const Operation& plain : plainer_operations(program.tasks[0].operations[0])) {
    texts.push_back(print_operation(program, plain));
  }
  return texts;
}

TEST(ProgramEdits, MakeOperationsPlainer) {
  using testing::ElementsAre;
  EXPECT_THAT(plainer("vma_start_write_killable 1"),
              ElementsAre("vma_start_write 1", "vma_start_write_killable 0"));
  EXPECT_THAT(plainer("mmap_write_trylock 1"),
              ElementsAre("mmap_write_lock 1", "mmap_write_trylock"));
  EXPECT_THAT(plainer("enter_exclusive 0 interruptible"),
              ElementsAre("vma_start_write_killable 0", "vma_start_write 0",
                          "enter_exclusive 0 uninterruptible", "enter_exclusive 0 killable"));
  EXPECT_THAT(plainer("fault_set_refcount 0 9"),
              ElementsAre("vma_start_read 0", "fault_set_refcount 0 0", "fault_set_refcount 0 1",
                          "fault_set_refcount 0 2", "fault_set_refcount 0 3"));
  EXPECT_THAT(plainer("fault_put 0"), ElementsAre("vma_end_read 0"));
  EXPECT_THAT(plainer("fault_start_write_killable 0"),
              ElementsAre("vma_start_write_killable 0", "fault_start_write 0"));
  EXPECT_THAT(plainer("fault_end_write_all 1"),
              ElementsAre("mmap_write_unlock 1", "fault_end_write_all"));
  EXPECT_THAT(plainer("send_sigkill a"), ElementsAre("send_signal a"));
  EXPECT_THAT(plainer("vma_start_write 0"), ElementsAre());
}

// Or the reducer would go round in circles: no operation has itself among those plainer than it.
TEST(ProgramEdits, NeverMakeAnOperationPlainerThanItself) {
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    for (const std::int32_t value : {0, 1, 2, 9, -9}) {
      std::vector<Operation> seen = {{static_cast<OperationCode>(code), {value, value}}};
      for (std::size_t i = 0; i < seen.size() && i < 1000; ++i) {
        for (const Operation& plain : plainer_operations(seen[i])) {
          ASSERT_NE(plain, seen.front()) << kOperations[code].name;
          if (std::ranges::find(seen, plain) == seen.end()) seen.push_back(plain);
        }
      }
    }
  }
}

TEST(ProgramEdits, MakeTheStartPlainer) {
  const Program program = parse_program(
      "mm 1 sequence 4\nvma 0 attached mm 1\nvma 1 detached\ntask a: mmap_read_lock 1");
  std::vector<std::string> texts;
  for (const Program& plain : plainer_starts(program)) texts.push_back(text_of(plain));
  EXPECT_THAT(texts,
              testing::ElementsAre(
                  "mm 1 sequence 4\nvma 0 attached\nvma 1 detached\ntask a: mmap_read_lock\n",
                  "vma 0 attached mm 1\nvma 1 detached\ntask a: mmap_read_lock 1\n",
                  "mm 1 sequence 4\nvma 0 attached\nvma 1 detached\ntask a: mmap_read_lock 1\n",
                  "mm 1 sequence 4\nvma 0 attached mm 1\nvma 1 attached\ntask a: mmap_read_lock "
                  "1\n"));
  EXPECT_TRUE(plainer_starts(parse_program("vma 0 attached\ntask a:")).empty());
}

// 2000 programs of up to 8 tasks and 3 VMAs meet every edit many times; the seed is fixed.
TEST(ProgramEdits, OfValidProgramsAreValid) {
  Random random(35);
  const auto expect_valid = [](const Program& program) {
    ASSERT_EQ(what_is_invalid(program), "") << print_program(program);
  };
  for (unsigned i = 0; i < 2000; ++i) {
    const Program program = generate_program(
        random, {kMaxTasks, kMaxOperationsPerTask / 2, kMaxObjects, kMaxOwners, true});
    expect_valid(without_unused_objects(program));
    for (const Program& plain : plainer_starts(program)) expect_valid(plain);
    const auto tasks = static_cast<std::uint32_t>(program.tasks.size());
    if (tasks < 2) continue;
    const std::uint32_t task = random.below(tasks);
    expect_valid(without_task(program, task));
    expect_valid(with_merged_tasks(program, task, (task + 1) % tasks, random.one_in(2)));
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace lockstep
