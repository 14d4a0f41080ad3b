// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/text_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace lockstep {
namespace {

using testing::ElementsAre;

TEST(Numbers, AreGroupedByThousands) {
  EXPECT_EQ(group_digits(0), "0");
  EXPECT_EQ(group_digits(999), "999");
  EXPECT_EQ(group_digits(1'000), "1,000");
  EXPECT_EQ(group_digits(123'456), "123,456");
  EXPECT_EQ(group_digits(1'234'567), "1,234,567");
  EXPECT_EQ(group_digits(std::numeric_limits<std::uint64_t>::max()), "18,446,744,073,709,551,615");
}

TEST(Numbers, OfThingsHaveAPluralUnlessTheyAreOne) {
  EXPECT_EQ(count_of(0, "pair"), "0 pairs");
  EXPECT_EQ(count_of(1, "pair"), "1 pair");
  EXPECT_EQ(count_of(1'001, "pair"), "1,001 pairs");
}

TEST(Wrap, LeavesAShortTextAsItIs) {
  EXPECT_THAT(wrap("", 10), ElementsAre(""));
  EXPECT_THAT(wrap("0123456789", 10), ElementsAre("0123456789"));
}

TEST(Wrap, BreaksAfterABlankAndIndentsWhatFollows) {
  EXPECT_THAT(wrap("one two three four", 10), ElementsAre("one two", "  three", "  four"));
}

TEST(Wrap, BreaksALongWordAfterAnUnderscoreOrABracket) {
  EXPECT_THAT(wrap("vma_start_write_killable", 12),
              ElementsAre("vma_start_", "  write_", "  killable"));
  EXPECT_THAT(wrap("WARN_ON_ONCE(detached)", 14), ElementsAre("WARN_ON_ONCE(", "  detached)"));
}

TEST(Wrap, BreaksAnywhereIfItMust) {
  EXPECT_THAT(wrap("0123456789", 8), ElementsAre("01234567", "  89"));
}

TEST(Wrap, TakesNoWidthBelowEight) { EXPECT_EQ(wrap("0123456789", 0), wrap("0123456789", 8)); }

TEST(Wrap, KeepsEveryLineWithinItsWidthAndLosesNothing) {
  const std::string text =
      "VM_WARN_ON_ONCE(!ves->exclusive) in __vma_exit_exclusive_locked, WARN_ON_ONCE(detached)";
  for (std::size_t width = 8; width < 100; ++width) {
    std::string words;
    for (const std::string& line : wrap(text, width)) {
      EXPECT_LE(line.size(), width) << line;
      words += line;
    }
    const auto without_blanks = [](std::string all) {
      std::erase(all, ' ');
      return all;
    };
    EXPECT_EQ(without_blanks(words), without_blanks(text)) << width;
  }
}

TEST(PrefixLines, PutsThePrefixBeforeEveryLine) {
  EXPECT_EQ(prefix_lines("", "> "), "");
  EXPECT_EQ(prefix_lines("one\n\ntwo", "> "), "> one\n> \n> two\n");
}

}  // namespace
}  // namespace lockstep
