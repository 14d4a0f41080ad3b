// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/known_discrepancies.h"

#include <gtest/gtest.h>

#include "lockstep/base/files.h"
#include "tests/differences.h"

namespace lockstep {
namespace {

using Entry = KnownDiscrepancies::Entry;

std::string mistake_in(std::string_view text) {
  try {
    KnownDiscrepancies::parse(text, "list");
  } catch (const InputError& error) {
    return error.what();
  }
  return "none";
}

TEST(KnownDiscrepancies, AreFingerprintsWithTheirComments) {
  const auto known = KnownDiscrepancies::parse(
      "# a list\n\n# why,\n# and where\n0123456789abcdef\n  fedcba9876543210 # another\n"
      "00000000000000ff",
      "list");
  EXPECT_EQ(known.entries(), (std::vector<Entry>{{"0123456789abcdef", "why, and where", 5, 0},
                                                 {"fedcba9876543210", "another", 6, 0},
                                                 {"00000000000000ff", "", 7, 0}}));
}

TEST(KnownDiscrepancies, CountHowOftenEachWasMet) {
  auto known = KnownDiscrepancies::parse("0123456789abcdef\n00000000000000ff\n", "list");
  EXPECT_TRUE(known.pass_over("00000000000000ff", ""));
  EXPECT_TRUE(known.pass_over("00000000000000ff", ""));
  EXPECT_FALSE(known.pass_over("00000000000000fe", ""));
  EXPECT_EQ(known.entries()[0].times, 0u);
  EXPECT_EQ(known.entries()[1].times, 2u);
  EXPECT_EQ(known.times(), 2u);
}

TEST(KnownDiscrepancies, MayBeOfEitherVersionUnlessTheListNamesItsOwn) {
  const std::string fingerprint = "0123456789abcdef";
  auto old = KnownDiscrepancies::parse(fingerprint, "list");
  EXPECT_TRUE(old.pass_over(fingerprint, "00000000000000ff"));
  EXPECT_TRUE(old.pass_over("00000000000000ff", fingerprint));
  auto named = KnownDiscrepancies::parse("# a list\nversion 2\n\n" + fingerprint, "list");
  EXPECT_TRUE(named.pass_over(fingerprint, "00000000000000ff"));
  EXPECT_FALSE(named.pass_over("00000000000000ff", fingerprint));
  EXPECT_EQ(mistake_in("version 1\n"),
            "list:1:1: expected version 2 in front of all fingerprints, found 'version 1'");
  EXPECT_EQ(mistake_in("00000000000000ff\nversion 2\n"),
            "list:2:1: expected version 2 in front of all fingerprints, found 'version 2'");
}

TEST(KnownDiscrepancies, SayWhereTheListIsMistaken) {
  EXPECT_EQ(mistake_in("\n  60E23b9f166b31ee\n"),
            "list:2:3: expected a fingerprint of 16 hexadecimal digits, found '60E23b9f166b31ee'");
  EXPECT_EQ(mistake_in("60e2\n"),
            "list:1:1: expected a fingerprint of 16 hexadecimal digits, found '60e2'");
  EXPECT_EQ(mistake_in("00000000000000ff # a\n00000000000000ff # b\n"),
            "list:2:1: expected a fingerprint that is not listed yet, line 1 has 00000000000000ff");
}

/// Knows the first difference that a pair shows.
KnownDiscrepancies knowing_first(const MadeUpPair& pair) {
  return KnownDiscrepancies::parse(pair.all().at(0).fingerprint(), "list");
}

std::vector<Difference> unknown(const MadeUpPair& pair, KnownDiscrepancies& known) {
  return differences(pair.program, pair.reference, pair.variant, &known);
}

TEST(KnownDiscrepancies, ArePassedOver) {
  MadeUpPair pair;
  pair.variant.operations[1].result = 7;
  auto known = knowing_first(pair);
  EXPECT_TRUE(unknown(pair, known).empty());
  EXPECT_EQ(known.times(), 1u);
}

TEST(KnownDiscrepancies, DoNotHideWhatDiffersBehindThem) {
  MadeUpPair pair;
  pair.variant.operations[1].result = 7;
  auto known = knowing_first(pair);
  pair.variant.final.objects[vma_lock::kVmas][0][vma_lock::kData] += 1;
  EXPECT_EQ(unknown(pair, known).size(), 1u);
}

TEST(KnownDiscrepancies, DoNotHideWhatElseDiffersInTheSameOperation) {
  MadeUpPair pair;
  pair.variant.operations[1].result = 7;
  auto known = knowing_first(pair);
  pair.variant.operations[1].set(OperationRecord::kSlept, true);
  const auto left = unknown(pair, known);
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].aspects.size(), 1u);
  EXPECT_EQ(left[0].kind(), DifferenceKind::kSleepWake);
}

TEST(KnownDiscrepancies, OfWarningsAreNotSeenAgainAtTheEnd) {
  MadeUpPair pair;
  pair.variant.warnings.push_back(warn_in(kWarnSite, 0, 1));
  auto known = knowing_first(pair);
  EXPECT_TRUE(unknown(pair, known).empty());
  EXPECT_EQ(known.times(), 1u);
}

}  // namespace
}  // namespace lockstep
