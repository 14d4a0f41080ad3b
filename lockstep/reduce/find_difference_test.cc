// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/find_difference.h"

#include <gtest/gtest.h>

#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

std::optional<Discrepancy> find(const lockstep_implementation& variant, std::string_view text) {
  Executor executor;
  PairRunner pair(executor, before(), variant);
  return find_difference(pair, parse_program(text));
}

lockstep_implementation with_end_read(void (*end_read)(vm_area_struct*)) {
  return before_with(&lockstep_implementation::vma_end_read, end_read);
}

constexpr const char* kTwoReaders =
    "vma 0 attached\n"
    "task a: vma_start_read 0; vma_end_read 0\n"
    "task b: vma_start_read 0; vma_end_read 0\n";

TEST(FindDifference, FindsNoneWhereThereIsNone) {
  EXPECT_FALSE(find(before(), kTwoReaders));
  EXPECT_FALSE(find(with_end_read(made_up_end_read_looks_twice), kTwoReaders));
}

TEST(FindDifference, LooksUnderTheProgramsOwnScheduleFirst) {
  const auto found = find(with_end_read(made_up_end_read_warns),
                          std::string(kTwoReaders) + "schedule: b*4 a* b*\n");
  ASSERT_TRUE(found);
  EXPECT_EQ(print_schedule(found->reproducer, found->reproducer.schedule), "b*4 a* b*");
  EXPECT_EQ(found->evidence, Evidence::kLockstep);
}

TEST(FindDifference, LooksUnderOtherSchedulesThen) {
  const auto found = find(with_end_read(made_up_end_read_warns), kTwoReaders);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->difference.kind(), DifferenceKind::kWarning);
  EXPECT_EQ(found->evidence, Evidence::kLockstep);
}

TEST(FindDifference, LooksAtOutcomeSetsLast) {
  const auto found = find(with_end_read(made_up_end_read_looks_and_warns), kTwoReaders);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->difference.kind(), DifferenceKind::kWarning);
  EXPECT_EQ(found->evidence, Evidence::kOutcomeSet);
}

}  // namespace
}  // namespace lockstep
