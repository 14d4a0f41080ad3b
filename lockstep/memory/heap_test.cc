// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/memory/heap.h"

#include <gtest/gtest.h>

#include <cstring>

namespace lockstep {
namespace {

using Misuse = Heap::Misuse;

class HeapOfAnExecution : public ::testing::Test {
 protected:
  HeapOfAnExecution() { heap_.begin(0xaa); }

  std::byte* allocate(unsigned task, std::size_t size) {
    return static_cast<std::byte*>(heap_.allocate(task, size, 16));
  }

  std::vector<std::uint64_t> state() const {
    std::vector<std::uint64_t> words;
    heap_.append_to(words);
    return words;
  }

  unsigned leaked(const void* root) const {
    const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(&root), sizeof(root));
    return heap_.count_leaked({&bytes, 1});
  }

  Heap heap_;
};

TEST_F(HeapOfAnExecution, GivesATaskTheSameAddressesWhateverOtherTasksAllocate) {
  const std::byte* const first = allocate(1, 24);
  const std::byte* const second = allocate(1, 24);
  heap_.begin(0xaa);
  allocate(0, 100);
  EXPECT_EQ(allocate(1, 24), first);
  allocate(2, 100);
  EXPECT_EQ(allocate(1, 24), second);
}

TEST_F(HeapOfAnExecution, NeverUsesMemoryTwice) {
  std::byte* const first = allocate(0, 24);
  heap_.free(first);
  EXPECT_NE(allocate(0, 24), first);
}

TEST_F(HeapOfAnExecution, FillsBlocksWithWhatNobodyHasWritten) {
  std::byte* const block = allocate(0, 3);
  EXPECT_EQ(block[0], std::byte{0xaa});
  std::memset(block, 1, 3);
  heap_.begin(0xff);
  EXPECT_EQ(allocate(0, 3)[2], std::byte{0xff});
}

TEST_F(HeapOfAnExecution, KnowsWhatWasWritten) {
  std::byte* const block = allocate(0, 8);
  EXPECT_FALSE(heap_.was_written(block, 8));
  heap_.note_write(block, 4);
  EXPECT_TRUE(heap_.was_written(block, 4));
  EXPECT_FALSE(heap_.was_written(block, 8));
  heap_.begin(0xaa);
  EXPECT_FALSE(heap_.was_written(allocate(0, 8), 4));
}

TEST_F(HeapOfAnExecution, AlignsBlocksAsAsked) {
  allocate(0, 1);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(allocate(0, 1)) % 16, 0u);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(heap_.allocate(0, 1, 4096)) % 4096, 0u);
}

TEST_F(HeapOfAnExecution, KnowsWhichBytesBelongToABlock) {
  std::byte* const block = allocate(3, 24);
  EXPECT_TRUE(heap_.contains(block));
  EXPECT_FALSE(heap_.contains(&block));
  EXPECT_EQ(heap_.judge_access(block, 8), Misuse::kNone);
  EXPECT_EQ(heap_.judge_access(block + 16, 8), Misuse::kNone);
  EXPECT_EQ(heap_.judge_access(block + 17, 8), Misuse::kOutside);
  EXPECT_EQ(heap_.judge_access(block + 24, 1), Misuse::kOutside);
  EXPECT_EQ(heap_.judge_access(allocate(3, 8) - 1, 1), Misuse::kOutside);
  heap_.free(block);
  EXPECT_EQ(heap_.judge_access(block, 8), Misuse::kFreed);
}

TEST_F(HeapOfAnExecution, KnowsWhatCanBeGivenBack) {
  std::byte* const block = allocate(0, 24);
  EXPECT_EQ(heap_.judge_free(block), Misuse::kNone);
  EXPECT_EQ(heap_.judge_free(block + 8), Misuse::kOutside);
  heap_.free(block);
  EXPECT_EQ(heap_.judge_free(block), Misuse::kFreed);
}

TEST_F(HeapOfAnExecution, HasNothingForWhoAsksForTooMuch) {
  EXPECT_EQ(heap_.allocate(0, std::size_t{1} << 30, 16), nullptr);
  EXPECT_EQ(heap_.allocate(0, ~std::size_t{0}, 16), nullptr);
  EXPECT_NE(allocate(0, 24), nullptr);
}

TEST_F(HeapOfAnExecution, IsInTheSameStateForTheSameContent) {
  EXPECT_TRUE(state().empty());
  std::byte* const block = allocate(0, 8);
  const auto fresh = state();
  block[7] = std::byte{1};
  const auto written = state();
  EXPECT_NE(written, fresh);
  heap_.free(block);
  EXPECT_NE(state(), written);
  heap_.begin(0xaa);
  allocate(0, 8);
  EXPECT_EQ(state(), fresh);
}

TEST_F(HeapOfAnExecution, IsInTheSameStateWhateverFillsWhatNobodyHasWritten) {
  allocate(0, 12)[3] = std::byte{1};
  const auto filled = state();
  heap_.begin(0xff);
  std::byte* const block = allocate(0, 12);
  EXPECT_NE(state(), filled);
  block[3] = std::byte{1};
  EXPECT_EQ(state(), filled);
  heap_.note_write(block, 1);
  EXPECT_NE(state(), filled) << "now that is what was written";
}

TEST_F(HeapOfAnExecution, LeaksWhatNothingLeadsToAnyMore) {
  std::byte* const first = allocate(0, 32);
  std::byte* const second = allocate(1, 32);
  EXPECT_EQ(leaked(nullptr), 2u);
  EXPECT_EQ(leaked(first), 1u);
  std::memcpy(first + 8, &second, sizeof(second));
  EXPECT_EQ(leaked(first + 4), 0u);
  EXPECT_EQ(leaked(second), 1u);
  heap_.free(first);
  EXPECT_EQ(leaked(first), 1u);  // what was given back leads nowhere
}

}  // namespace
}  // namespace lockstep
