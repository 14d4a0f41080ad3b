// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/describe.h"

#include <gtest/gtest.h>

#include <cerrno>

#include "tests/made_up_observation.h"

namespace lockstep {
namespace {

TEST(DescribeResult, NamesErrorsAsTheKernelDoes) {
  EXPECT_EQ(describe_result(vma_lock::kVmaStartWriteKillable, 0), "0");
  EXPECT_EQ(describe_result(vma_lock::kVmaStartWriteKillable, -EINTR), "-EINTR");
  EXPECT_EQ(describe_result(vma_lock::kVmaStartRead, -EAGAIN), "-EAGAIN");
  EXPECT_EQ(describe_result(vma_lock::kVmaStartWriteKillable, -512), "-ERESTARTSYS");
  EXPECT_EQ(describe_result(vma_lock::kEnterExclusive, -22), "-22");
  EXPECT_EQ(describe_result(vma_lock::kEnterExclusive, 7), "7");
}

TEST(DescribeResult, SaysLockedOfWhatMayFail) {
  for (const OperationCode code : {vma_lock::kMmapReadTrylock, vma_lock::kMmapWriteTrylock,
                                   vma_lock::kVmaStartRead, vma_lock::kVmaStartReadLocked}) {
    EXPECT_EQ(describe_result(code, 1), "locked");
    EXPECT_EQ(describe_result(code, 0), "not locked");
    EXPECT_EQ(describe_result(code, 2), "2");
  }
}

TEST(DescribeResult, TellsTornDataFromData) {
  EXPECT_EQ(describe_result(vma_lock::kReadData, 3), "data 3");
  EXPECT_EQ(describe_result(vma_lock::kReadData, -1), "torn data");
}

TEST(DescribeRefcount, ReadsItAsAKernelDeveloperDoes) {
  constexpr std::uint32_t kFlag = 1u << 30;
  const std::pair<std::uint32_t, const char*> texts[] = {{0, "0"},
                                                         {1, "1"},
                                                         {kFlag - 1, "1073741823"},
                                                         {kFlag, "flag"},
                                                         {kFlag + 1, "flag + 1"},
                                                         {2 * kFlag - 1, "flag + 1073741823"},
                                                         {2 * kFlag, "0x80000000"},
                                                         {3 * kFlag, "saturated"},
                                                         {3 * kFlag + 2, "saturated + 2"}};
  for (const auto& [refcount, text] : texts) EXPECT_EQ(vma_lock::describe_refcount(refcount), text);
}

TEST(ClassifyRefcount, DoesNotSayHowManyReaders) {
  constexpr std::uint32_t kFlag = 1u << 30;
  const std::pair<std::uint32_t, const char*> texts[] = {
      {0, "detached"},           {1, "attached"},
      {2, "read-locked"},        {kFlag - 1, "read-locked"},
      {kFlag, "flag"},           {kFlag + 1, "flag + 1"},
      {kFlag + 2, "waiting"},    {2 * kFlag - 1, "waiting"},
      {2 * kFlag, "overflowed"}, {3 * kFlag, "overflowed"}};
  for (const auto& [refcount, text] : texts) EXPECT_EQ(vma_lock::classify_refcount(refcount), text);
}

TEST(DescribeWarning, SaysWhatALogWould) {
  EXPECT_EQ(describe_warning(warn_in(kWarnSite, 0, 0)), "WARN_ON_ONCE(ves.detached) in exit");
  EXPECT_EQ(describe_warning(warn_in(kVmWarnSite, 0, 0)),
            "VM_WARN_ON_ONCE(!ves->exclusive) in exit");
  EXPECT_EQ(describe_warning(warn_in(kAssertionSite, 0, 0)),
            "assertion failed: !vma_is_attached(vma) in exit");
  EXPECT_EQ(describe_warning(warn_in(kRefcountSite, 0, 0)), "exit: saturated; leaking memory");
  EXPECT_EQ(describe_warning(warn_in(kLockdepSite, 0, 0)), "lockdep: still held at its end (exit)");
}

TEST(DescribeWarning, ShowsWhatIsNotPrintable) {
  lockstep_warning_site site = kWarnSite;
  site.condition = "a\n\x1b[1m\xff";
  EXPECT_EQ(describe_warning(warn_in(site, 0, 0)), "WARN_ON_ONCE(a\\n\\x1b[1m\\xff) in exit");
}

TEST(DescribeRace, NamesThePlaceAndBothAccesses) {
  EXPECT_EQ(describe_race({"vma 0 vm_start", {{{false, false}, {true, false}}}}),
            "read and write of vma 0 vm_start race");
  EXPECT_EQ(describe_race({"mm 1 mm_lock_seq", {{{false, true}, {true, true}}}}),
            "atomic read and atomic write of mm 1 mm_lock_seq race");
}

TEST(DescribeCrash, HasATextForEveryKind) {
  const std::pair<CrashKind, const char*> texts[] = {
      {CrashKind::kNone, "no crash"},
      {CrashKind::kBadAccess, "bad memory access"},
      {CrashKind::kStackOverflow, "stack overflow"},
      {CrashKind::kAbort, "abort"},
      {CrashKind::kArithmetic, "arithmetic error"},
      {CrashKind::kIllegalInstruction, "illegal instruction"},
      {CrashKind::kEndlessLoop, "endless loop"},
      {CrashKind::kExit, "exit"},
      {CrashKind::kBlocks, "blocks outside the kernel"},
      {CrashKind::kUseAfterFree, "use after free"},
      {CrashKind::kOutOfBounds, "access beside allocated memory"},
      {CrashKind::kDoubleFree, "double free"},
      {CrashKind::kBadFree, "free of what was not allocated"}};
  EXPECT_EQ(std::size(texts), kCrashNames.size());
  for (const auto& [kind, text] : texts) EXPECT_EQ(describe_crash(kind), text);
}

TEST(DescribeOperation, IsWhatStandsInTheProgramOrAReleaseAtItsEnd) {
  const Program program = made_up_program();
  OperationRecord record = made_up_record(program, 0, 1);
  EXPECT_EQ(describe_operation(program, record), "vma_start_write_killable 0");
  record.index = 3;
  record.code = static_cast<std::uint8_t>(vma_lock::kMmapWriteUnlock);
  EXPECT_EQ(describe_operation(program, record), "mmap_write_unlock 0 at its end");
}

TEST(DescribeCurrentOperation, IsTheOneAfterThoseThatReturned) {
  const Program program = made_up_program();
  Observation observation = made_up_observation();
  EXPECT_EQ(describe_current_operation(program, observation, 1), "a release at its end");
  observation.operations.resize(4);
  EXPECT_EQ(describe_current_operation(program, observation, 1), "read_data 0");
}

}  // namespace
}  // namespace lockstep
