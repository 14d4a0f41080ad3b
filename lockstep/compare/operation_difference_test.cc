// SPDX-License-Identifier: GPL-2.0-only
#include "tests/differences.h"

// Observations that differ in one respect of one operation.
namespace lockstep {
namespace {

constexpr const char* kStartWrite = "vma_start_write_killable 0, called by writer";

/// The two sides of the pair at the writer's vma_start_write_killable.
OperationRecord& reference_record(MadeUpPair& pair) { return record_of(pair.reference, 0, 1); }
OperationRecord& variant_record(MadeUpPair& pair) { return record_of(pair.variant, 0, 1); }

TEST(Differences, OfEqualObservationsAreNone) {
  const MadeUpPair pair;
  EXPECT_TRUE(same_observation(pair.reference, pair.variant));
  EXPECT_TRUE(pair.all().empty());
}

TEST(Differences, OfTheOrderInWhichOperationsReturnedAreNone) {
  MadeUpPair pair;
  std::ranges::reverse(pair.variant.operations);
  EXPECT_FALSE(same_observation(pair.reference, pair.variant));
  EXPECT_TRUE(pair.all().empty());
}

TEST(Differences, InTheReturnCodeAreOfThatKind) {
  MadeUpPair pair;
  variant_record(pair).result = -4;
  expect_only(pair, DifferenceKind::kReturnCode, kStartWrite, "returned 0", "returned -EINTR");
}

// What a task gives back at its end depends on what it holds. Operations on owners say fewer
// things.
TEST(Differences, OfOperationsThatAreNotTheSameAreReadAsTheVariants) {
  constexpr auto kOther = static_cast<std::uint8_t>(vma_lock::kMmapWriteUnlock);
  MadeUpPair shorter;
  reference_record(shorter).code = kOther;
  EXPECT_TRUE(shorter.all().empty());
  MadeUpPair longer;
  variant_record(longer).code = kOther;
  EXPECT_TRUE(longer.all().empty());
}

TEST(Differences, InDataAreOfTheKindReturnCode) {
  MadeUpPair pair;
  record_of(pair.variant, 1, 1).result = 3;
  expect_only(pair, DifferenceKind::kReturnCode, "read_data 0, called by reader", "returned data 0",
              "returned data 3");
}

TEST(Differences, InBeingSkippedAreOfTheKindReturnCode) {
  MadeUpPair pair;
  reference_record(pair).set(OperationRecord::kSkipped);
  expect_only(pair, DifferenceKind::kReturnCode, kStartWrite, "returned nothing: skipped",
              "returned 0");
}

TEST(Differences, InExclusiveAreOfTheKindReturnCode) {
  MadeUpPair pair;
  reference_record(pair).set(vma_lock::kSaidExclusive);
  expect_only(pair, DifferenceKind::kReturnCode, kStartWrite, "said exclusive: yes",
              "said exclusive: no");
}

TEST(Differences, InDetachedAreOfThatKind) {
  MadeUpPair pair;
  variant_record(pair).set(vma_lock::kSaidDetached);
  expect_only(pair, DifferenceKind::kDetached, kStartWrite, "said detached: no",
              "said detached: yes");
}

TEST(Differences, BetweenACountOfZeroAndAnotherAreOfTheKindDetached) {
  MadeUpPair pair;
  variant_record(pair).values[vma_lock::kRefcount] = 0;
  expect_only(pair, DifferenceKind::kDetached, kStartWrite, "vm_refcnt 1", "vm_refcnt 0");
}

TEST(Differences, BetweenOtherCountsAreOfTheKindRefcount) {
  MadeUpPair pair;
  variant_record(pair).values[vma_lock::kRefcount] = (1u << 30) + 2;
  expect_only(pair, DifferenceKind::kRefcount, kStartWrite, "vm_refcnt 1", "vm_refcnt flag + 2");
}

TEST(Differences, InWriteLockedAreOfThatKind) {
  MadeUpPair pair;
  reference_record(pair).set(vma_lock::kLeftWriteLocked);
  expect_only(pair, DifferenceKind::kWriteLocked, kStartWrite, "write-locked: yes",
              "write-locked: no");
}

TEST(Differences, InTheSequenceAreOfTheKindWriteLocked) {
  MadeUpPair pair;
  reference_record(pair).values[vma_lock::kSequence] = 3;
  variant_record(pair).values[vma_lock::kSequence] = 1;
  expect_only(pair, DifferenceKind::kWriteLocked, kStartWrite, "sequence 3", "sequence 1");
}

TEST(Differences, InSleepingAndWakingAreOfThatKind) {
  MadeUpPair slept;
  variant_record(slept).set(OperationRecord::kSlept);
  expect_only(slept, DifferenceKind::kSleepWake, kStartWrite, "slept: no", "slept: yes");
  MadeUpPair woken;
  record_of(woken.reference, 1, 2).woken = 1;
  expect_only(woken, DifferenceKind::kSleepWake, "vma_end_read 0, called by reader",
              "woke tasks: 1", "woke tasks: 0");
}

TEST(Differences, OfOneOperationAreAspectsOfOneDifferenceTheMostTellingFirst) {
  MadeUpPair pair;
  variant_record(pair).set(OperationRecord::kSlept);
  variant_record(pair).result = -11;
  variant_record(pair).values[vma_lock::kRefcount] = 2;
  pair.variant.warnings = {warn_in(kWarnSite, 0, 1)};
  std::vector<std::string_view> kinds;
  for (const Aspect& aspect : pair.only().aspects) kinds.push_back(name_of(aspect.kind));
  EXPECT_EQ(kinds,
            (std::vector<std::string_view>{"return code", "refcount", "warning", "sleep/wake"}));
}

TEST(Differences, AreThoseOfTheFirstOperationThatReturnedInTheVariant) {
  MadeUpPair pair;
  record_of(pair.variant, 1, 0).result = 1;
  variant_record(pair).result = -4;
  EXPECT_EQ(pair.only().place, kStartWrite);
  std::ranges::reverse(pair.variant.operations);
  EXPECT_EQ(pair.only().place, "vma_start_read 0, called by reader");
}

TEST(Differences, AfterOtherStepsHaveDiverged) {
  MadeUpPair pair;
  variant_record(pair).result = -4;
  set_steps(pair.variant, {0, 0, 1, 1, 1, 1});  // the same up to where the operation returned
  EXPECT_FALSE(pair.only().diverged);
  set_steps(pair.variant, {0, 1, 0, 0, 1, 1});
  EXPECT_TRUE(pair.only().diverged);
}

TEST(Differences, OfAReleaseAtTheEndSayWhatIsReleased) {
  MadeUpPair pair;
  for (Observation* side : {&pair.reference, &pair.variant}) {
    OperationRecord release = record_of(*side, 0, 2);
    release.index = 3;
    release.code = static_cast<std::uint8_t>(vma_lock::kVmaEndRead);
    side->operations.push_back(release);
  }
  pair.variant.operations.back().woken = 2;
  expect_only(pair, DifferenceKind::kSleepWake, "vma_end_read 0 at its end, called by writer",
              "woke tasks: 0", "woke tasks: 2");
}

}  // namespace
}  // namespace lockstep
