// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/contract.h"

#include <gtest/gtest.h>

#include <set>

namespace lockstep {
namespace {

using enum OperationCode;

/// The operations on VMA 0 or mm 0 that may be made, but for those that always may: all faults.
std::set<std::string_view> permitted_names(const Holdings& holdings, const VmaFacts& facts) {
  std::set<std::string_view> names;
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    if (permitted({static_cast<OperationCode>(code), {}}, holdings, facts)) {
      names.insert(kOperations[code].name);
    }
  }
  for (const OperationInfo& operation : kOperations) {
    if (!operation.name.starts_with("fault_")) continue;
    EXPECT_EQ(names.erase(operation.name), 1u) << operation.name;
  }
  for (const char* const always :
       {"vma_start_read", "send_sigkill", "send_signal", "wake_up_process"}) {
    EXPECT_EQ(names.erase(always), 1u) << always;
  }
  return names;
}

using Names = std::set<std::string_view>;

const Names kTakeMmapLock = {"mmap_read_lock",  "mmap_read_lock_killable",  "mmap_read_trylock",
                             "mmap_write_lock", "mmap_write_lock_killable", "mmap_write_trylock"};

Holdings holding(MmapMode mode) {
  Holdings holdings;
  holdings.mmap[0] = mode;
  return holdings;
}

TEST(Contract, LetsATaskThatHoldsNothingTakeMmapLock) {
  for (const bool attached : {false, true}) {
    EXPECT_EQ(permitted_names({}, {0, attached, false}), kTakeMmapLock);
  }
}

TEST(Contract, LetsAReaderOfMmapLockReadAndRelease) {
  const Names names = {"mmap_read_unlock", "vma_start_read_locked", "read_data"};
  EXPECT_EQ(permitted_names(holding(MmapMode::kRead), {0, true, false}), names);
}

TEST(Contract, LetsAWriterOfMmapLockWriteLock) {
  const Holdings holdings = holding(MmapMode::kWrite);
  Names names = {
      "mmap_write_unlock", "mmap_write_downgrade", "vma_start_read_locked",   "vma_start_write",
      "read_data",         "enter_exclusive",      "vma_start_write_killable"};
  EXPECT_EQ(permitted_names(holdings, {0, true, false}), names);
  names.insert("vma_reuse");
  EXPECT_EQ(permitted_names(holdings, {0, false, false}), names);
  names.insert({"write_data", "vma_mark_attached"});
  EXPECT_EQ(permitted_names(holdings, {0, false, true}), names);
}

TEST(Contract, LetsOnlyAVmaWriterDetach) {
  const Names names = {"mmap_write_unlock",
                       "mmap_write_downgrade",
                       "vma_start_read_locked",
                       "vma_start_write",
                       "vma_start_write_killable",
                       "read_data",
                       "write_data",
                       "vma_mark_detached",
                       "enter_exclusive",
                       "enter_exclusive_detaching"};
  EXPECT_EQ(permitted_names(holding(MmapMode::kWrite), {0, true, true}), names);
}

TEST(Contract, LetsAnExclusiveSectionEndBeforeMmapLockIsReleased) {
  Holdings holdings = holding(MmapMode::kWrite);
  holdings.exclusive[0] = true;
  const Names names = {"vma_start_read_locked", "read_data", "write_data", "exit_exclusive"};
  EXPECT_EQ(permitted_names(holdings, {0, true, true}), names);
}

TEST(Contract, LetsAReaderTakeNoMmapLockAndNotWaitForItself) {
  Holdings holdings;
  holdings.reads[0] = 1;
  EXPECT_EQ(permitted_names(holdings, {0, true, false}), (Names{"vma_end_read", "read_data"}));
  holdings.mmap[0] = MmapMode::kWrite;
  const Names names = {"mmap_write_unlock",
                       "mmap_write_downgrade",
                       "vma_start_read_locked",
                       "vma_end_read",
                       "read_data",
                       "write_data"};
  EXPECT_EQ(permitted_names(holdings, {0, true, true}), names);
}

TEST(Contract, TakesTheLocksOfMmsInOrder) {
  const Operation first = {kMmapWriteLock, {0}};
  const Operation second = {kMmapReadLock, {1}};
  Holdings holdings;
  holdings.mmap[0] = MmapMode::kRead;
  EXPECT_TRUE(permitted(second, holdings, {}));
  holdings.mmap = {MmapMode::kNone, MmapMode::kRead};
  EXPECT_FALSE(permitted(first, holdings, {}));
  EXPECT_FALSE(permitted(second, holdings, {}));
}

TEST(Contract, ReusesAVmaOnlyUnderTheLocksOfBothMms) {
  const Operation reuse = {kVmaReuse, {0, 1}};
  Holdings holdings = holding(MmapMode::kWrite);
  EXPECT_FALSE(permitted(reuse, holdings, {0, false, false}));
  holdings.mmap[1] = MmapMode::kRead;
  EXPECT_FALSE(permitted(reuse, holdings, {0, false, false}));
  holdings.mmap[1] = MmapMode::kWrite;
  EXPECT_TRUE(permitted(reuse, holdings, {0, false, false}));
  EXPECT_FALSE(permitted(reuse, holdings, {0, true, false}));
}

TEST(Contract, LooksAtFactsOnlyWhereItSaysSo) {
  Holdings holdings;
  for (unsigned bits = 0; bits < 16; ++bits) {
    holdings.reads[0] = bits & 1;
    holdings.exclusive[0] = (bits & 2) != 0;
    holdings.mmap[0] = static_cast<MmapMode>(bits >> 2 & 1);
    for (unsigned code = 0; code < kOperationCodes; ++code) {
      const Operation operation = {static_cast<OperationCode>(code), {}};
      if (needs_facts(operation.code) || !vma_of(operation)) continue;
      EXPECT_EQ(permitted(operation, holdings, {0, true, true}),
                permitted(operation, holdings, {1, false, false}))
          << kOperations[code].name;
    }
  }
}

TEST(Contract, KeepsCountOfWhatSucceeded) {
  Holdings holdings;
  const auto apply = [&](OperationCode code, std::int32_t target) {
    apply_success({code, {target}}, holdings);
  };
  apply(kMmapWriteTrylock, 1);
  apply(kVmaStartRead, 2);
  apply(kVmaStartReadLocked, 2);
  apply(kEnterExclusiveDetaching, 0);
  apply(kFaultStartReadLocked, 1);
  EXPECT_EQ(holdings, (Holdings{{MmapMode::kNone, MmapMode::kWrite}, {0, 1, 2}, {true}}));
  apply(kFaultEndWriteAll, 1);
  apply(kVmaEndRead, 1);
  apply(kMmapWriteDowngrade, 1);
  apply(kVmaEndRead, 2);
  apply(kExitExclusive, 0);
  EXPECT_EQ(holdings, (Holdings{{MmapMode::kNone, MmapMode::kRead}, {0, 0, 1}, {}}));
  apply(kMmapReadUnlock, 1);
  apply(kVmaEndRead, 2);
  EXPECT_EQ(holdings, Holdings{});
}

}  // namespace
}  // namespace lockstep
