// SPDX-License-Identifier: GPL-2.0-only
// Code in kernel style does what its built-in twin does: on every program of the corpus, under
// every schedule, with everything that is observed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/kernel_tree.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;

class Twin : public KernelTree {
 protected:
  void expect_equal_everywhere(const std::string& revision, const std::string& built_in) {
    const CommandResult import =
        run({"import", "--tree", tree().string(), "--rev", revision, "-o", "twin.so"});
    ASSERT_EQ(import.status, 0) << import.errors;
    int programs = 0;
    for (const char* const corpus : {"seeds", "regressions"}) {
      for (const auto& entry : std::filesystem::directory_iterator(
               std::filesystem::path(LOCKSTEP_SOURCE_DIR "/corpus") / corpus)) {
        const CommandResult explored = run(
            {"explore", "--reference", built_in, "--variant", "twin.so", entry.path().string()});
        EXPECT_EQ(explored.status, 0) << entry.path() << explored.output << explored.errors;
        EXPECT_THAT(explored.output, HasSubstr("Equal: "));
        ++programs;
      }
    }
    EXPECT_GT(programs, 50);
  }
};

TEST_F(Twin, OfTheReferenceHasItsOutcomeSets) { expect_equal_everywhere("base", "before"); }

TEST_F(Twin, OfThePatchHasItsOutcomeSets) { expect_equal_everywhere("v3", "v3"); }

TEST_F(Twin, OfTheMergedFormHasItsOutcomeSets) { expect_equal_everywhere("merged", "merged"); }

}  // namespace
}  // namespace lockstep::tests
