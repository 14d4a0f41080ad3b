// SPDX-License-Identifier: GPL-2.0-only
#include "tests/differences.h"

// Observations that differ in a warning or a lockdep splat.
namespace lockstep {
namespace {

constexpr const char* kStartWrite = "vma_start_write_killable 0, called by writer";
constexpr const char* kAtEnd = "the execution as a whole";

TEST(WarningDifferences, AreOfTheKindOfTheWarning) {
  const auto expect_kind = [](const lockstep_warning_site& site, DifferenceKind kind,
                              const std::string& text, const std::string& nothing) {
    MadeUpPair pair;
    pair.variant.warnings = {warn_in(site, 0, 1)};
    expect_only(pair, kind, kStartWrite, nothing, text);
    std::swap(pair.reference.warnings, pair.variant.warnings);
    expect_only(pair, kind, kStartWrite, text, nothing);
  };
  expect_kind(kWarnSite, DifferenceKind::kWarning, "WARN_ON_ONCE(ves.detached) in exit",
              "no warning");
  expect_kind(kVmWarnSite, DifferenceKind::kWarning, "VM_WARN_ON_ONCE(!ves->exclusive) in exit",
              "no warning");
  expect_kind(kAssertionSite, DifferenceKind::kWarning,
              "assertion failed: !vma_is_attached(vma) in exit", "no warning");
  expect_kind(kRefcountSite, DifferenceKind::kWarning, "exit: saturated; leaking memory",
              "no warning");
  expect_kind(kLockdepSite, DifferenceKind::kLockdep, "lockdep: still held at its end (exit)",
              "no splat");
}

TEST(WarningDifferences, SayWhereTheWarningStands) {
  MadeUpPair pair;
  pair.variant.warnings = {warn_in(kWarnSite, 0, 1)};
  EXPECT_EQ(pair.only().main().reference_source, "");
  EXPECT_EQ(pair.only().main().variant_source, "a.c:10");
}

TEST(WarningDifferences, AreNoneIfBothSidesSayTheSameInAnotherPlaceOfTheCode) {
  MadeUpPair pair;
  pair.reference.warnings = {warn_in(kWarnSite, 0, 1)};
  pair.variant.warnings = {warn_in(kSameTextSite, 0, 1)};
  EXPECT_TRUE(same_observation(pair.reference, pair.variant));
  EXPECT_TRUE(pair.all().empty());
}

TEST(WarningDifferences, AreThereIfTheSameWarningComesInAnotherOperation) {
  MadeUpPair pair;
  pair.reference.warnings = {warn_in(kWarnSite, 0, 1)};
  pair.variant.warnings = {warn_in(kWarnSite, 0, 0)};
  expect_only(pair, DifferenceKind::kWarning, "mmap_write_lock, called by writer", "no warning",
              "WARN_ON_ONCE(ves.detached) in exit");
}

TEST(WarningDifferences, AreThereIfALogWouldShowTheSameWarningTwiceOnOneSide) {
  MadeUpPair pair;
  pair.reference.warnings = {warn_in(kWarnSite, 0, 1)};
  pair.variant.warnings = {warn_in(kWarnSite, 0, 1), warn_in(kSameTextSite, 0, 1)};
  expect_only(pair, DifferenceKind::kWarning, kStartWrite, "no warning",
              "WARN_ON_ONCE(ves.detached) in exit again");
}

TEST(WarningDifferences, ListAllThatOneSideSays) {
  MadeUpPair pair;
  pair.variant.warnings = {warn_in(kWarnSite, 0, 1), warn_in(kLockdepSite, 0, 1),
                           warn_in(kVmWarnSite, 0, 1)};
  const Difference difference = pair.only();
  ASSERT_EQ(difference.aspects.size(), 2u);
  EXPECT_EQ(difference.aspects[0].variant,
            "WARN_ON_ONCE(ves.detached) in exit, VM_WARN_ON_ONCE(!ves->exclusive) in exit");
  EXPECT_EQ(difference.aspects[1].kind, DifferenceKind::kLockdep);
}

TEST(WarningDifferences, AreThereIfAWarningComesAgainOnOneSide) {
  MadeUpPair pair;
  pair.reference.warnings = {warn_in(kWarnSite, 0, 1)};
  pair.variant.warnings = {warn_in(kWarnSite, 0, 1)};
  pair.variant.warnings[0].repeated = true;
  expect_only(pair, DifferenceKind::kWarning, kAtEnd, "WARN_ON_ONCE(ves.detached) in exit once",
              "WARN_ON_ONCE(ves.detached) in exit more than once");
  std::swap(pair.reference.warnings, pair.variant.warnings);
  EXPECT_EQ(pair.only().main().variant, "WARN_ON_ONCE(ves.detached) in exit once");
}

TEST(WarningDifferences, OfOperationsThatDoNotReturnAreSeenAtTheEnd) {
  MadeUpPair pair;
  for (Observation* side : {&pair.reference, &pair.variant}) {
    side->operations.clear();
    side->final.end = End::kHang;
    side->final.asleep.insert(0);
  }
  pair.variant.warnings = {warn_in(kWarnSite, 0, 0)};
  expect_only(pair, DifferenceKind::kWarning, kAtEnd, "no warning",
              "WARN_ON_ONCE(ves.detached) in exit");
}

}  // namespace
}  // namespace lockstep
