// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/small_programs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "tests/sanitized.h"
#include "tests/validity.h"

namespace lockstep {
namespace {

std::vector<Program> small_programs(unsigned operations) {
  std::vector<Program> programs;
  EXPECT_TRUE(for_each_small_program(operations, {}, [&](Program& program) {
    programs.push_back(program);
    return true;
  }));
  return programs;
}

// One task may begin with any of six ways to take mmap_lock, with vma_start_read, or with one of
// three signals to itself, and the VMA may be attached or not: 2 * 10.
TEST(SmallPrograms, OfOneOperationAreTwenty) { EXPECT_EQ(small_programs(1).size(), 20u); }

TEST(SmallPrograms, OfTwoOperationsAreThreeHundredAndSeventyFour) {
  EXPECT_EQ(small_programs(2).size(), 374u);
}

/// The program with its tasks in another order, as text without names.
std::string text_in_order(const Program& program, const std::vector<std::size_t>& order) {
  Program ordered = program;
  for (std::size_t i = 0; i < order.size(); ++i) {
    ordered.tasks[i] = program.tasks[order[i]];
    for (Operation& operation : ordered.tasks[i].operations) {
      if (info(operation.code).operands[0] != OperandKind::kTask) continue;
      const auto now = std::ranges::find(order, static_cast<std::size_t>(operation.operands[0]));
      operation.operands[0] = static_cast<std::int32_t>(now - order.begin());
    }
  }
  for (std::size_t i = 0; i < order.size(); ++i) ordered.tasks[i].name = "t" + std::to_string(i);
  return print_program(ordered);
}

/// The same for all programs that differ only in the order of their tasks.
std::string canonical_text(const Program& program) {
  std::vector<std::size_t> order(program.tasks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::string smallest = text_in_order(program, order);
  while (std::next_permutation(order.begin(), order.end())) {
    smallest = std::min(smallest, text_in_order(program, order));
  }
  return smallest;
}

/// All operations that a program of `tasks` tasks and one VMA can have.
std::vector<Operation> all_operations(unsigned tasks) {
  std::vector<Operation> all;
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    for (std::int32_t first = 0; first < static_cast<std::int32_t>(kMaxTasks); ++first) {
      for (std::int32_t second = 0; second < 3; ++second) {
        const Operation operation = {static_cast<OperationCode>(code), {first, second}};
        Program program;
        program.objects.resize(1);
        program.tasks.resize(tasks);
        const bool in_mm_0 = owner_of(operation).value_or(0) == 0;
        if (in_range(program, operation) && in_mm_0 && !is_fault(operation)) {
          all.push_back(operation);
        }
      }
    }
  }
  return all;
}

/// Adds all programs that extend this one by `left` operations, each by brute force.
void add_all(Program& program, unsigned left, std::set<std::string>& texts) {
  if (!abides_by_contract(program)) return;
  if (left == 0) {
    const bool idle = std::ranges::any_of(program.tasks,
                                          [](const Task& task) { return task.operations.empty(); });
    if (!idle) texts.insert(canonical_text(program));
    return;
  }
  for (const Operation& operation : all_operations(static_cast<unsigned>(program.tasks.size()))) {
    for (Task& task : program.tasks) {
      task.operations.push_back(operation);
      add_all(program, left - 1, texts);
      task.operations.pop_back();
    }
  }
}

std::set<std::string> brute_force(unsigned operations) {
  std::set<std::string> texts;
  for (unsigned tasks = 1; tasks <= std::min(operations, SmallProgramShape().tasks); ++tasks) {
    for (const bool attached : {false, true}) {
      Program program;
      program.objects = {{attached, 0}};
      program.tasks.resize(tasks);
      add_all(program, operations, texts);
    }
  }
  return texts;
}

TEST(SmallPrograms, AreExactlyThoseThatAbideByTheContractEachOnce) {
  for (unsigned operations = 1; operations <= (kSanitized ? 2 : 3); ++operations) {
    std::set<std::string> texts;
    for (const Program& program : small_programs(operations)) {
      ASSERT_EQ(what_is_invalid(program), "");
      ASSERT_TRUE(texts.insert(canonical_text(program)).second) << print_program(program);
    }
    EXPECT_EQ(texts, brute_force(operations));
  }
}

TEST(SmallPrograms, StopWhenTheVisitorSaysSo) {
  unsigned visits = 0;
  EXPECT_FALSE(for_each_small_program(2, {}, [&](Program&) { return ++visits != 100; }));
  EXPECT_EQ(visits, 100u);
}

// One of the six ways to take mmap_lock less: 2 * 9.
TEST(SmallPrograms, HaveOnlyOperationsThatAreSupported) {
  SmallProgramShape shape;
  shape.supported.remove(vma_lock::kMmapReadTrylock);
  unsigned programs = 0;
  EXPECT_TRUE(for_each_small_program(1, shape, [&](Program& program) {
    EXPECT_TRUE(shape.supported.contains(program));
    return ++programs != 0;
  }));
  EXPECT_EQ(programs, 18u);
}

}  // namespace
}  // namespace lockstep
