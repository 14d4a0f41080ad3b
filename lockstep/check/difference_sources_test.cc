// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include "lockstep/check/explained_discrepancy.h"
#include "lockstep/program/text.h"
#include "tests/made_up_implementation.h"

namespace lockstep {
namespace {

// A line of tests/implementations/made_up.c or reference/vma_lock/before.c by a piece of its text
// would be found again by the same means that are tested: the tests say in which file, and that it
// has one.
class DifferenceSources : public ::testing::Test {
 protected:
  Aspect main_aspect(const lockstep_implementation& variant, std::string_view text) {
    Executor executor;
    PairRunner pair(executor, before(), variant);
    const ReplayedPair replayed = replay_pair(pair, parse_program(text));
    if (replayed.differences.empty()) return {};
    Difference difference = replayed.differences.front();
    SourcePositions positions;
    add_sources(difference, replayed, positions);
    return difference.main();
  }

  static void expect_line_of(const std::string& source, const std::string& file) {
    ASSERT_TRUE(source.starts_with(file + ":")) << source;
    EXPECT_GT(std::stoi(source.substr(file.size() + 1)), 0) << source;
  }
};

TEST_F(DifferenceSources, OfACrashIsWhereItCrashed) {
  const Aspect aspect = main_aspect(before_with(&lockstep_implementation::vma_start_read_locked,
                                                made_up_start_read_locked_crashes),
                                    "vma 0 detached\n"
                                    "task reader: mmap_read_lock; vma_start_read_locked 0\n");
  EXPECT_EQ(aspect.kind, DifferenceKind::kCrash);
  EXPECT_EQ(aspect.reference_source, "");
  expect_line_of(aspect.variant_source, "tests/implementations/made_up.c");
}

TEST_F(DifferenceSources, OfAHangIsWhereItSleeps) {
  const Aspect aspect = main_aspect(
      before_with(&lockstep_implementation::vma_start_write, made_up_start_write_sleeps),
      "vma 0 attached\n"
      "task writer: mmap_write_lock; vma_start_write 0\n");
  EXPECT_EQ(aspect.kind, DifferenceKind::kHang);
  EXPECT_EQ(aspect.reference_source, "");
  expect_line_of(aspect.variant_source, "tests/implementations/made_up.c");
}

TEST_F(DifferenceSources, OfAnOperationIsItsLastAccessOnEachSide) {
  const Aspect aspect = main_aspect(
      before_with(&lockstep_implementation::mmap_read_trylock, made_up_read_trylock_minds_signals),
      "task a: send_signal a; mmap_read_trylock\n");
  EXPECT_EQ(aspect.kind, DifferenceKind::kReturnCode);
  expect_line_of(aspect.reference_source, "kernel/linux/rwsem.h");
  expect_line_of(aspect.variant_source, "tests/implementations/made_up.c");
}

TEST_F(DifferenceSources, OfAWarningIsTheOneThatIsThereAlready) {
  const Aspect aspect = main_aspect(before_that_warns(),
                                    "vma 0 attached\ntask a: vma_start_read 0; vma_start_read 0");
  EXPECT_EQ(aspect.kind, DifferenceKind::kWarning);
  EXPECT_EQ(aspect.reference_source, "");
  expect_line_of(aspect.variant_source, "tests/implementations/made_up.c");
}

}  // namespace
}  // namespace lockstep
