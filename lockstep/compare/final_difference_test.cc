// SPDX-License-Identifier: GPL-2.0-only
#include "tests/differences.h"

// Observations that differ in how the execution ended, in what it left behind, or in a data race.
namespace lockstep {
namespace {

using enum DifferenceKind;

constexpr const char* kAtEnd = "the execution as a whole";

/// A pair whose variant stopped while the reader was in read_data.
MadeUpPair stopped_in_read_data(End end) {
  MadeUpPair pair;
  pair.variant.operations.resize(4);
  pair.variant.final.end = end;
  return pair;
}

TEST(FinalDifferences, InCrashingAreOfTheKindCrash) {
  MadeUpPair pair = stopped_in_read_data(End::kCrash);
  pair.variant.final.crash = CrashKind::kBadAccess;
  pair.variant.final.crash_task = 1;
  pair.variant.final.crash_index = 1;
  expect_only(pair, kCrash, kAtEnd, "all tasks end",
              "crashes: bad memory access in read_data 0 of reader");
  pair.reference = pair.variant;
  pair.reference.final.crash = CrashKind::kAbort;
  expect_only(pair, kCrash, kAtEnd, "crashes: abort in read_data 0 of reader",
              "crashes: bad memory access in read_data 0 of reader");
}

TEST(FinalDifferences, InHangingAreOfTheKindHang) {
  MadeUpPair pair = stopped_in_read_data(End::kHang);
  pair.variant.final.asleep.insert(1);
  expect_only(pair, kHang, kAtEnd, "all tasks end", "hangs: reader sleeps in read_data 0");
  std::swap(pair.reference, pair.variant);
  expect_only(pair, kHang, kAtEnd, "hangs: reader sleeps in read_data 0", "all tasks end");
}

TEST(FinalDifferences, InWhoHangsAreOfTheKindHang) {
  MadeUpPair pair = stopped_in_read_data(End::kHang);
  pair.variant.final.asleep.insert(1);
  pair.reference = pair.variant;
  pair.variant.final.asleep.insert(0);
  expect_only(pair, kHang, kAtEnd, "hangs: reader sleeps in read_data 0",
              "hangs: writer sleeps in a release at its end, reader sleeps in read_data 0");
}

TEST(FinalDifferences, InRunningOutOfStepsAreOfTheKindHang) {
  const MadeUpPair pair = stopped_in_read_data(End::kOutOfSteps);
  expect_only(pair, kHang, kAtEnd, "all tasks end", "runs out of steps");
}

TEST(FinalDifferences, InWhatAStoppedExecutionLeavesAreNotOfInterest) {
  MadeUpPair pair = stopped_in_read_data(End::kOutOfSteps);
  pair.variant.final.objects[vma_lock::kVmas][0][vma_lock::kRefcount] = 7;
  pair.variant.warnings = {warn_in(kWarnSite, 1, 1)};
  EXPECT_EQ(pair.only().aspects.size(), 1u);
}

TEST(FinalDifferences, InDataRacesAreOfThatKind) {
  const RaceRecord race = {"vma 0 vm_start", {{{false, false}, {true, false}}}};
  const char* const text = "read and write of vma 0 vm_start race";
  MadeUpPair pair;
  pair.variant.races = {race};
  expect_only(pair, kDataRace, kAtEnd, "no data race", text);
  const std::string fingerprint = pair.only().fingerprint();
  std::swap(pair.reference, pair.variant);
  expect_only(pair, kDataRace, kAtEnd, text, "no data race");
  EXPECT_NE(pair.only().fingerprint(), fingerprint);
  pair.variant.races = pair.reference.races;
  EXPECT_TRUE(pair.all().empty());
}

TEST(FinalDifferences, InDataRacesStandBesideWhatElseDiffers) {
  MadeUpPair pair;
  pair.variant.races = {{"vma 0 vm_start", {}}};
  record_of(pair.variant, 0, 1).result = -4;
  ASSERT_EQ(pair.all().size(), 2u);
  EXPECT_EQ(pair.all()[0].kind(), kReturnCode);
  EXPECT_EQ(pair.all()[1].kind(), kDataRace);
}

TEST(FinalDifferences, InDataRacesUnderOtherStepsHaveDiverged) {
  MadeUpPair pair;
  pair.variant.races = {{"vma 0 vm_start", {}}};
  set_steps(pair.variant, {1});
  EXPECT_TRUE(pair.only().diverged);
}

TEST(FinalDifferences, InDataRacesOfTheSideThatWentOnFollowFromTheStop) {
  for (const End end : {End::kCrash, End::kHang, End::kOutOfSteps}) {
    MadeUpPair pair = stopped_in_read_data(end);
    pair.variant.final.asleep.insert(1);
    pair.reference.races = {{"vma 0 vm_start", {}}};
    set_steps(pair.reference, {0, 0, 1});
    set_steps(pair.variant, {0, 0});
    EXPECT_NE(pair.only().kind(), kDataRace);
    pair.variant.races = {{"vma 0 vm_end", {}}};
    ASSERT_EQ(pair.all().size(), 2u);
    EXPECT_EQ(pair.all()[1].main().variant, "read and read of vma 0 vm_end race");
  }
}

TEST(FinalDifferences, InWhatAVmaIsLeftAsAreOfTheKindOfTheField) {
  const auto expect_kind = [](vma_lock::VmaField field, std::int64_t value, DifferenceKind kind,
                              const std::string& reference, const std::string& variant) {
    MadeUpPair pair;
    pair.variant.final.objects[vma_lock::kVmas][0][field] = value;
    expect_only(pair, kind, kAtEnd, reference, variant);
  };
  expect_kind(vma_lock::kRefcount, 0, kDetached, "leaves vm_refcnt of VMA 0 at 1",
              "leaves vm_refcnt of VMA 0 at 0");
  expect_kind(vma_lock::kRefcount, 2, kRefcount, "leaves vm_refcnt of VMA 0 at 1",
              "leaves vm_refcnt of VMA 0 at 2");
  expect_kind(vma_lock::kSequence, 5, kWriteLocked, "leaves vm_lock_seq of VMA 0 at 0",
              "leaves vm_lock_seq of VMA 0 at 5");
  expect_kind(vma_lock::kData, 9, kReturnCode, "leaves the data of VMA 0 at 0",
              "leaves the data of VMA 0 at 9");
  expect_kind(vma_lock::kOwnMm, 1, kDetached, "leaves VMA 0 in mm 0", "leaves VMA 0 in mm 1");
}

TEST(FinalDifferences, InWhatAnMmIsLeftAsAreOfTheKindOfTheField) {
  const auto expect_kind = [](vma_lock::MmField field, std::int64_t value, DifferenceKind kind,
                              const std::string& reference, const std::string& variant) {
    MadeUpPair pair;
    pair.variant.final.objects[vma_lock::kMms][1][field] = value;
    expect_only(pair, kind, kAtEnd, reference, variant);
  };
  expect_kind(vma_lock::kMmSequence, 1, kWriteLocked, "leaves the sequence of mm 1 at 0",
              "leaves the sequence of mm 1 at 1");
  expect_kind(vma_lock::kHolders, 2, kLockdep, "leaves holders of mmap_lock 1: 0",
              "leaves holders of mmap_lock 1: 2");
  expect_kind(vma_lock::kWaiter, 0, kSleepWake, "leaves in the waiter slot of mm 1: nobody",
              "leaves in the waiter slot of mm 1: writer");
}

TEST(FinalDifferences, HaveNotDivergedIfOneSideOnlyStoppedEarly) {
  MadeUpPair pair = stopped_in_read_data(End::kOutOfSteps);
  set_steps(pair.variant, {0, 0, 0, 1});
  EXPECT_FALSE(pair.only().diverged);
  set_steps(pair.variant, {0, 0, 1, 0});
  EXPECT_TRUE(pair.only().diverged);
}

}  // namespace
}  // namespace lockstep
