// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/program_count.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include "lockstep/program/task_outlook.h"
#include "tests/sanitized.h"

namespace lockstep {
namespace {

using Sequence = std::vector<Operation>;

/// A program as numbers, with its tasks and VMAs in another order.
std::vector<int> key(const std::vector<Sequence>& tasks, const std::vector<VmaStart>& vmas,
                     const std::vector<unsigned>& task_order,
                     const std::vector<unsigned>& vma_order) {
  const auto place_of = [](const std::vector<unsigned>& order, std::int32_t value) {
    return static_cast<int>(std::ranges::find(order, static_cast<unsigned>(value)) - order.begin());
  };
  std::vector<int> numbers;
  for (const unsigned vma : vma_order) numbers.push_back(vmas[vma].mm * 2 + vmas[vma].attached);
  for (const unsigned task : task_order) {
    numbers.push_back(-1);
    for (const Operation& operation : tasks[task]) {
      const OperandKind kind = info(operation.code).operands[0];
      numbers.push_back(static_cast<int>(operation.code));
      numbers.push_back(kind == OperandKind::kTask  ? place_of(task_order, operation.operands[0])
                        : kind == OperandKind::kVma ? place_of(vma_order, operation.operands[0])
                                                    : operation.operands[0]);
      numbers.push_back(operation.operands[1]);
    }
  }
  return numbers;
}

/// The same for programs that differ only in which task and which VMA is which.
std::vector<int> canonical(const std::vector<Sequence>& tasks, const std::vector<VmaStart>& vmas) {
  std::vector<unsigned> task_order(tasks.size());
  std::vector<unsigned> vma_order(vmas.size());
  std::iota(task_order.begin(), task_order.end(), 0u);
  std::vector<int> least;
  do {
    std::iota(vma_order.begin(), vma_order.end(), 0u);
    do {
      auto now = key(tasks, vmas, task_order, vma_order);
      if (least.empty() || now < least) least = std::move(now);
    } while (std::next_permutation(vma_order.begin(), vma_order.end()));
  } while (std::next_permutation(task_order.begin(), task_order.end()));
  return least;
}

/// All programs within the bound, made one by one.
class BruteForce {
 public:
  explicit BruteForce(const ProgramBound& bound, const OperationSet& supported = {})
      : bound_(bound), alphabet_(bound, supported) {
    counts.resize(std::size_t{bound.tasks} * bound.operations + 1);
    for (const auto& vmas : vma_starts(bound)) {
      start_.vmas = vmas;
      tasks_.assign(bound.tasks, {});
      fill(0, TaskOutlook(start_));
    }
    for (const auto& program : seen_) ++counts[program.first];
  }

  std::vector<InterleavingCount> counts;

 private:
  void fill(unsigned task, const TaskOutlook& outlook) {
    if (task == bound_.tasks) {
      std::size_t size = 0;
      for (const Sequence& sequence : tasks_) size += sequence.size();
      seen_.insert({size, canonical(tasks_, start_.vmas)});
      return;
    }
    fill(task + 1, TaskOutlook(start_));
    if (tasks_[task].size() == bound_.operations) return;
    for (std::size_t i = 0; i < alphabet_.size(); ++i) {
      if (!outlook.may_make(alphabet_[i])) continue;
      TaskOutlook next = outlook;
      next.make(alphabet_[i]);
      tasks_[task].push_back(alphabet_[i]);
      fill(task, next);
      tasks_[task].pop_back();
    }
  }

  const ProgramBound bound_;
  const Alphabet alphabet_;
  Program start_;
  std::vector<Sequence> tasks_;
  std::set<std::pair<std::size_t, std::vector<int>>> seen_;
};

TEST(ProgramCount, IsWhatMakingThemAllGives) {
  for (const ProgramBound& bound :
       {ProgramBound{1, 2, 1, 1}, ProgramBound{2, 1, 1, 1}, ProgramBound{2, 2, 1, 1},
        ProgramBound{3, 1, 1, 1}, ProgramBound{2, 1, 2, 1}, ProgramBound{1, 2, 2, 2},
        ProgramBound{3, 1, 2, 2}, ProgramBound{2, 1, 3, 2}}) {
    if (kSanitized && bound.tasks * bound.vmas > 4) continue;
    EXPECT_EQ(count_programs(bound), BruteForce(bound).counts)
        << bound.tasks << ' ' << bound.operations << ' ' << bound.vmas << ' ' << bound.mms;
  }
}

TEST(ProgramCount, IsOfProgramsThatHaveOnlyOperationsThatAreSupported) {
  OperationSet supported;
  supported.remove(OperationCode::kVmaStartWriteKillable);
  supported.remove(OperationCode::kMmapReadLock);
  supported.remove(WaitState::kKillable);
  for (const ProgramBound& bound : {ProgramBound{1, 3, 1, 1}, ProgramBound{2, 2, 1, 1}}) {
    const auto counts = count_programs(bound, supported);
    EXPECT_EQ(counts, BruteForce(bound, supported).counts);
    EXPECT_LT(counts[2], count_programs(bound)[2]);
  }
  EXPECT_EQ(count_programs({1, 1, 1, 1}, supported), (std::vector<InterleavingCount>{2, 18}));
}

// One task may begin with any of six ways to take mmap_lock, with vma_start_read, or with one of
// three signals to itself: ten, for a VMA that is attached or not.
TEST(ProgramCount, OfOneTaskAndOperationIsTwenty) {
  EXPECT_EQ(count_programs({1, 1, 1, 1}), (std::vector<InterleavingCount>{2, 20}));
}

// Attached or detached, in one of two mms: 4 ways for one VMA, and for two, in no order, 10.
TEST(VmaStarts, AreMultisets) {
  EXPECT_EQ(vma_starts({2, 2, 1, 1}).size(), 2u);
  EXPECT_EQ(vma_starts({2, 2, 1, 2}).size(), 4u);
  EXPECT_EQ(vma_starts({2, 2, 2, 2}).size(), 10u);
  EXPECT_EQ(vma_starts({2, 2, 3, 2}).size(), 20u);
}

}  // namespace
}  // namespace lockstep
