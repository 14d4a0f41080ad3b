// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/program_count.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "tests/all_programs.h"
#include "tests/sanitized.h"

namespace lockstep {
namespace {

/// A program as numbers, with its tasks and VMAs in another order.
std::vector<int> key(const Program& program, const std::vector<unsigned>& task_order,
                     const std::vector<unsigned>& vma_order) {
  const auto place_of = [](const std::vector<unsigned>& order, std::int32_t value) {
    return static_cast<int>(std::ranges::find(order, static_cast<unsigned>(value)) - order.begin());
  };
  std::vector<int> numbers;
  for (const unsigned vma : vma_order) {
    numbers.push_back(program.objects[vma].owner * 2 + program.objects[vma].attached);
  }
  for (const unsigned task : task_order) {
    numbers.push_back(-1);
    for (const Operation& operation : program.tasks[task].operations) {
      const OperandKind kind = info(operation.code).operands[0];
      numbers.push_back(static_cast<int>(operation.code));
      numbers.push_back(kind == OperandKind::kTask     ? place_of(task_order, operation.operands[0])
                        : kind == OperandKind::kObject ? place_of(vma_order, operation.operands[0])
                                                       : operation.operands[0]);
      numbers.push_back(operation.operands[1]);
    }
  }
  return numbers;
}

/// The same for programs that differ only in which task and which VMA is which.
std::vector<int> canonical(const Program& program) {
  std::vector<unsigned> task_order(program.tasks.size());
  std::vector<unsigned> vma_order(program.objects.size());
  std::iota(task_order.begin(), task_order.end(), 0u);
  std::vector<int> least;
  do {
    std::iota(vma_order.begin(), vma_order.end(), 0u);
    do {
      auto now = key(program, task_order, vma_order);
      if (least.empty() || now < least) least = std::move(now);
    } while (std::next_permutation(vma_order.begin(), vma_order.end()));
  } while (std::next_permutation(task_order.begin(), task_order.end()));
  return least;
}

/// All programs within the bound, made one by one and counted once each up to names, by how many
/// operations they have.
std::vector<InterleavingCount> brute_force(const ProgramBound& bound,
                                           const OperationSet& supported = {}) {
  const unsigned most = bound.tasks * bound.operations;
  std::set<std::pair<unsigned, std::vector<int>>> seen;
  for (const auto& objects : object_starts(bound)) {
    Program start;
    start.objects = objects;
    start.tasks.resize(bound.tasks);
    AllPrograms(bound, start, most, AllPrograms::Calls::kSucceed, supported)
        .for_each([&](const Program& program) {
          seen.insert({count_operations(program), canonical(program)});
        });
  }
  std::vector<InterleavingCount> counts(most + 1);
  for (const auto& program : seen) ++counts[program.first];
  return counts;
}

TEST(ProgramCount, IsWhatMakingThemAllGives) {
  for (const ProgramBound& bound :
       {ProgramBound{1, 2, 1, 1}, ProgramBound{2, 1, 1, 1}, ProgramBound{2, 2, 1, 1},
        ProgramBound{3, 1, 1, 1}, ProgramBound{2, 1, 2, 1}, ProgramBound{1, 2, 2, 2},
        ProgramBound{3, 1, 2, 2}, ProgramBound{2, 1, 3, 2}, ProgramBound{1, 3, 3, 2}}) {
    if (kSanitized && bound.tasks * bound.objects > 4) continue;
    EXPECT_EQ(count_programs(bound), brute_force(bound))
        << bound.tasks << ' ' << bound.operations << ' ' << bound.objects << ' ' << bound.owners;
  }
}

TEST(ProgramCount, IsOfProgramsThatHaveOnlyOperationsThatAreSupported) {
  OperationSet supported;
  supported.remove(vma_lock::kVmaStartWriteKillable);
  supported.remove(vma_lock::kMmapReadLock);
  supported.remove(WaitState::kKillable);
  for (const ProgramBound& bound : {ProgramBound{1, 3, 1, 1}, ProgramBound{2, 2, 1, 1}}) {
    const auto counts = count_programs(bound, supported);
    EXPECT_EQ(counts, brute_force(bound, supported));
    EXPECT_LT(counts[2], count_programs(bound)[2]);
  }
  EXPECT_EQ(count_programs({1, 1, 1, 1}, supported), (std::vector<InterleavingCount>{2, 18}));
}

// One task may begin with any of six ways to take mmap_lock, with vma_start_read, or with one of
// three signals to itself: ten, for a VMA that is attached or not.
TEST(ProgramCount, OfOneTaskAndOperationIsTwenty) {
  EXPECT_EQ(count_programs({1, 1, 1, 1}), (std::vector<InterleavingCount>{2, 20}));
}

// Attached or detached, in one of two mms: 4 ways for each VMA.
TEST(VmaStarts, AreInAnyOrder) {
  EXPECT_EQ(object_starts({2, 2, 1, 1}).size(), 2u);
  EXPECT_EQ(object_starts({2, 2, 1, 2}).size(), 4u);
  EXPECT_EQ(object_starts({2, 2, 2, 2}).size(), 16u);
  EXPECT_EQ(object_starts({2, 2, 3, 2}).size(), 64u);
}

}  // namespace
}  // namespace lockstep
