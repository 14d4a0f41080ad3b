// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/reducer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "lockstep/program/generator.h"
#include "lockstep/program/text.h"
#include "tests/validity.h"

// The reducer on things to keep that need no execution: that certain operations are there.
namespace lockstep {
namespace {

using namespace vma_lock;
using Kept = std::function<bool(const Program&)>;

bool has(const Task& task, OperationCode code) {
  return std::ranges::find(task.operations, code, &Operation::code) != task.operations.end();
}

unsigned count_tasks_with(const Program& program, OperationCode code) {
  return static_cast<unsigned>(
      std::ranges::count_if(program.tasks, [&](const Task& task) { return has(task, code); }));
}

Program reduce(const Program& program, const Kept& kept) {
  return reduce_program({program, {}},
                        [&](const Program& candidate) -> std::optional<ShownProgram> {
                          EXPECT_EQ(what_is_invalid(candidate), "") << print_program(candidate);
                          if (!kept(candidate)) return std::nullopt;
                          return ShownProgram{candidate, {}};
                        });
}

/// Large programs that have what is to be kept are all reduced to this one.
void expect_minimum(const Kept& kept, const std::string& minimum) {
  Random random(36);
  unsigned reduced = 0;
  while (reduced < 50) {
    Program program =
        generate_program(random, {kMaxTasks, kMaxOperationsPerTask, kMaxObjects, kMaxOwners, true});
    program.sequences = {2, 4};
    if (!kept(program)) continue;
    ++reduced;
    Program smallest = reduce(program, kept);
    for (std::size_t i = 0; i < smallest.tasks.size(); ++i) {
      smallest.tasks[i].name = std::string(1, static_cast<char>('a' + i));
    }
    ASSERT_EQ(print_program(smallest), minimum) << print_program(program);
  }
}

TEST(Reducer, LeavesOneTaskWithNothingIfNothingIsToBeKept) {
  expect_minimum([](const Program&) { return true; }, "config DEBUG_VM=off LOCKDEP=off\ntask a:\n");
}

TEST(Reducer, LeavesTheOneOperationThatIsToBeKept) {
  expect_minimum([](const Program& program) { return count_tasks_with(program, kReadData) > 0; },
                 "config DEBUG_VM=off LOCKDEP=off\nvma 0 attached\ntask a: read_data 0\n");
}

TEST(Reducer, MergesTasksIfItMay) {
  const auto two_reads = [](const Program& program) {
    std::ptrdiff_t reads = 0;
    for (const Task& task : program.tasks) {
      reads += std::ranges::count(task.operations, kReadData, &Operation::code);
    }
    return reads >= 2;
  };
  expect_minimum(two_reads,
                 "config DEBUG_VM=off LOCKDEP=off\nvma 0 attached\n"
                 "task a: read_data 0; read_data 0\n");
}

TEST(Reducer, KeepsTasksApartIfItMust) {
  expect_minimum([](const Program& program) { return count_tasks_with(program, kReadData) > 1; },
                 "config DEBUG_VM=off LOCKDEP=off\nvma 0 attached\n"
                 "task a: read_data 0\ntask b: read_data 0\n");
}

TEST(Reducer, KeepsTheConfigurationAndTheStartIfItMust) {
  expect_minimum(
      [](const Program& program) {
        return program.configuration.debug_vm && program.objects.size() == 2 &&
               !program.objects[1].attached && program.sequences[1] == 4;
      },
      "config DEBUG_VM=on LOCKDEP=off\nmm 1 sequence 4\nvma 0 attached\nvma 1 detached\n"
      "task a:\n");
}

}  // namespace
}  // namespace lockstep
