// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/interleaving.h"

#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

std::vector<InterleavingRow> rows(std::string_view texts) {
  std::vector<InterleavingRow> list;
  for (const char c : texts) list.push_back({0, std::string(1, c)});
  return list;
}

/// A pair of letters per row; '.' for a side that has nothing there.
std::string aligned(std::string_view left, std::string_view right) {
  const auto left_rows = rows(left);
  const auto right_rows = rows(right);
  std::string text;
  for (const AlignedRow& row : align_rows(left_rows, right_rows)) {
    text += row.left ? row.left->text : ".";
    text += row.right ? row.right->text : ".";
    text += ' ';
  }
  return text;
}

TEST(Alignment, PutsEqualRowsNextToEachOther) {
  EXPECT_EQ(aligned("abc", "abc"), "aa bb cc ");
  EXPECT_EQ(aligned("", ""), "");
  EXPECT_EQ(aligned("ab", ""), "a. b. ");
  EXPECT_EQ(aligned("", "ab"), ".a .b ");
}

TEST(Alignment, LeavesTheOtherSideBlankWhereOnlyOneHasARow) {
  EXPECT_EQ(aligned("axbc", "abyc"), "aa x. bb .y cc ");
  EXPECT_EQ(aligned("abc", "xyz"), "a. b. c. .x .y .z ");
}

TEST(Alignment, MatchesAsManyRowsAsPossible) {
  const auto left = rows("abcbdab");
  const auto right = rows("bdcaba");
  unsigned same = 0;
  for (const AlignedRow& row : align_rows(left, right)) same += row.same() ? 1 : 0;
  EXPECT_EQ(same, 4u);  // the example of Cormen, Leiserson, Rivest and Stein, "Algorithms", 15.4
}

TEST(Alignment, TellsTheSameTextOfDifferentTasksApart) {
  const std::vector<InterleavingRow> left = {{0, "a"}};
  const std::vector<InterleavingRow> right = {{1, "a"}};
  const auto aligned_rows = align_rows(left, right);
  ASSERT_EQ(aligned_rows.size(), 2u);
  EXPECT_FALSE(aligned_rows[0].same());
}

ReplayedPair replay_of_a_reader() {
  Executor executor;
  PairRunner pair(executor, before(), before());
  return replay_pair(pair, parse_program("config DEBUG_VM=off LOCKDEP=off\n"
                                         "vma 0 attached\n"
                                         "task a: vma_start_read 0; vma_end_read 0\n"));
}

// What the columns of both sides would not show.
TEST(DifferingValues, StandBehindTheOperationOnEachSide) {
  ReplayedPair pair = replay_of_a_reader();
  Difference& made_up = pair.differences.emplace_back();
  made_up.operation = OperationPlace{0, 0};
  made_up.aspects = {
      {DifferenceKind::kRefcount, "vm_refcnt 2", "vm_refcnt 3", "identity", "", "", ""},
      {DifferenceKind::kSleepWake, "slept: no", "slept: yes", "identity", "", "", "", true}};
  EXPECT_EQ(
      interleaving_rows(pair, &ReplayedPair::reference, InterleavingDetail::kOperations)[0].text,
      "vma_start_read 0 -> locked (vm_refcnt 2)");
  EXPECT_EQ(
      interleaving_rows(pair, &ReplayedPair::variant, InterleavingDetail::kOperations)[0].text,
      "vma_start_read 0 -> locked (vm_refcnt 3)");
}

TEST(DifferingValues, StandAtTheEndWhereTheyAreLeftBehind) {
  ReplayedPair pair = replay_of_a_reader();
  pair.differences.push_back(
      {{{DifferenceKind::kRefcount, "leaves 1", "leaves 2", "identity", "", "", ""}},
       "the execution as a whole",
       std::nullopt});
  EXPECT_EQ(
      interleaving_rows(pair, &ReplayedPair::variant, InterleavingDetail::kOperations).back().text,
      "at the end: leaves 2");
}

}  // namespace
}  // namespace lockstep
