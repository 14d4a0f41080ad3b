// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include <set>

#include "lockstep/program/operation.h"

namespace lockstep {
namespace {

using namespace vma_lock;

/// The operations on VMA 0 or mm 0 that may be made, but for those that always may: all faults.
std::set<std::string_view> permitted_names(const Holdings& holdings, const Facts& facts) {
  std::set<std::string_view> names;
  for (unsigned code = 0; code < kOperationCodes; ++code) {
    if (permitted({static_cast<OperationCode>(code), {}}, holdings, facts)) {
      names.insert(lockstep::kOperations[code].name);
    }
  }
  for (const OperationInfo& operation : lockstep::kOperations) {
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

/// What may be known of a VMA.
Facts facts(std::uint8_t mm, bool attached, bool write_locked) {
  Facts facts = {.owner = mm};
  facts.set(kAttached, attached);
  facts.set(kWriteLocked, write_locked);
  return facts;
}

void hold(Holdings& holdings, unsigned mm, MmapMode mode) {
  holdings.slots[kMmapSlot + mm] = static_cast<std::uint8_t>(mode);
}

Holdings holding(MmapMode mode) {
  Holdings holdings;
  hold(holdings, 0, mode);
  return holdings;
}

TEST(Contract, LetsATaskThatHoldsNothingTakeMmapLock) {
  for (const bool attached : {false, true}) {
    EXPECT_EQ(permitted_names({}, facts(0, attached, false)), kTakeMmapLock);
  }
}

TEST(Contract, LetsAReaderOfMmapLockReadAndRelease) {
  const Names names = {"mmap_read_unlock", "vma_start_read_locked", "read_data"};
  EXPECT_EQ(permitted_names(holding(MmapMode::kRead), facts(0, true, false)), names);
}

TEST(Contract, LetsAWriterOfMmapLockWriteLock) {
  const Holdings holdings = holding(MmapMode::kWrite);
  Names names = {
      "mmap_write_unlock", "mmap_write_downgrade", "vma_start_read_locked",   "vma_start_write",
      "read_data",         "enter_exclusive",      "vma_start_write_killable"};
  EXPECT_EQ(permitted_names(holdings, facts(0, true, false)), names);
  names.insert("vma_reuse");
  EXPECT_EQ(permitted_names(holdings, facts(0, false, false)), names);
  names.insert({"write_data", "vma_mark_attached"});
  EXPECT_EQ(permitted_names(holdings, facts(0, false, true)), names);
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
  EXPECT_EQ(permitted_names(holding(MmapMode::kWrite), facts(0, true, true)), names);
}

TEST(Contract, LetsAnExclusiveSectionEndBeforeMmapLockIsReleased) {
  Holdings holdings = holding(MmapMode::kWrite);
  holdings.slots[kExclusiveSlot + 0] = true;
  const Names names = {"vma_start_read_locked", "read_data", "write_data", "exit_exclusive"};
  EXPECT_EQ(permitted_names(holdings, facts(0, true, true)), names);
}

TEST(Contract, LetsAReaderTakeNoMmapLockAndNotWaitForItself) {
  Holdings holdings;
  holdings.slots[kReadsSlot + 0] = 1;
  EXPECT_EQ(permitted_names(holdings, facts(0, true, false)), (Names{"vma_end_read", "read_data"}));
  hold(holdings, 0, MmapMode::kWrite);
  const Names names = {"mmap_write_unlock",
                       "mmap_write_downgrade",
                       "vma_start_read_locked",
                       "vma_end_read",
                       "read_data",
                       "write_data"};
  EXPECT_EQ(permitted_names(holdings, facts(0, true, true)), names);
}

TEST(Contract, TakesTheLocksOfMmsInOrder) {
  const Operation first = {kMmapWriteLock, {0}};
  const Operation second = {kMmapReadLock, {1}};
  Holdings holdings;
  hold(holdings, 0, MmapMode::kRead);
  EXPECT_TRUE(permitted(second, holdings, {}));
  hold(holdings, 0, MmapMode::kNone);
  hold(holdings, 1, MmapMode::kRead);
  EXPECT_FALSE(permitted(first, holdings, {}));
  EXPECT_FALSE(permitted(second, holdings, {}));
}

TEST(Contract, ReusesAVmaOnlyUnderTheLocksOfBothMms) {
  const Operation reuse = {kVmaReuse, {0, 1}};
  Holdings holdings = holding(MmapMode::kWrite);
  EXPECT_FALSE(permitted(reuse, holdings, facts(0, false, false)));
  hold(holdings, 1, MmapMode::kRead);
  EXPECT_FALSE(permitted(reuse, holdings, facts(0, false, false)));
  hold(holdings, 1, MmapMode::kWrite);
  EXPECT_TRUE(permitted(reuse, holdings, facts(0, false, false)));
  EXPECT_FALSE(permitted(reuse, holdings, facts(0, true, false)));
}

TEST(Contract, LooksAtFactsOnlyWhereItSaysSo) {
  Holdings holdings;
  for (unsigned bits = 0; bits < 16; ++bits) {
    holdings.slots[kReadsSlot + 0] = bits & 1;
    holdings.slots[kExclusiveSlot + 0] = (bits & 2) != 0;
    hold(holdings, 0, static_cast<MmapMode>(bits >> 2 & 1));
    for (unsigned code = 0; code < kOperationCodes; ++code) {
      const Operation operation = {static_cast<OperationCode>(code), {}};
      if (needs_facts(operation.code) || !object_of(operation)) continue;
      EXPECT_EQ(permitted(operation, holdings, facts(0, true, true)),
                permitted(operation, holdings, facts(1, false, false)))
          << lockstep::kOperations[code].name;
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
  EXPECT_EQ(holdings, (Holdings{{0, 2, 0, 1, 2, 1, 0, 0}}));
  apply(kFaultEndWriteAll, 1);
  apply(kVmaEndRead, 1);
  apply(kMmapWriteDowngrade, 1);
  apply(kVmaEndRead, 2);
  apply(kExitExclusive, 0);
  EXPECT_EQ(holdings, (Holdings{{0, 1, 0, 0, 1, 0, 0, 0}}));
  apply(kMmapReadUnlock, 1);
  apply(kVmaEndRead, 2);
  EXPECT_EQ(holdings, Holdings{});
}

}  // namespace
}  // namespace lockstep
