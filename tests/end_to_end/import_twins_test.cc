// SPDX-License-Identifier: GPL-2.0-only
// Code in kernel style does what its built-in twin does: on every program of the corpus, under
// every schedule, with everything that is observed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/kernel_tree.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;

namespace fs = std::filesystem;

// Its eight tasks have more interleavings than can be explored, so they are sampled.
constexpr const char* kTooLarge = "eight_tasks_three_vmas.txt";

class Twin : public KernelTree {
 protected:
  void expect_equal_everywhere(const std::string& revision, const std::string& built_in) {
    const CommandResult import =
        run({"import", "--tree", tree().string(), "--rev", revision, "-o", "twin.so"});
    ASSERT_EQ(import.status, 0) << import.errors;
    int explored = 0;
    for (const char* const corpus : {"seeds", "regressions"}) {
      for (const auto& entry : fs::directory_iterator(corpus_ / corpus)) {
        if (entry.path().filename() == kTooLarge) continue;
        expect_equal(built_in, entry.path());
        ++explored;
      }
    }
    EXPECT_GT(explored, 50);
    expect_equal_in_samples(built_in);
  }

 private:
  void expect_equal(const std::string& built_in, const fs::path& program) const {
    const CommandResult explored =
        run({"explore", "--reference", built_in, "--variant", "twin.so", program.string()});
    EXPECT_EQ(explored.status, 0) << program << explored.output << explored.errors;
    EXPECT_THAT(explored.output, HasSubstr("Equal: "));
  }

  void expect_equal_in_samples(const std::string& built_in) const {
    fs::create_directory(folder() / "corpus");
    fs::copy_file(corpus_ / "seeds" / kTooLarge, folder() / "corpus" / kTooLarge);
    const CommandResult sampled = run({"check", "--reference", built_in, "--variant", "twin.so",
                                       "--corpus", "corpus", "--no-faults", "--runs", "20000"});
    EXPECT_EQ(sampled.status, 0) << sampled.output << sampled.errors;
    EXPECT_THAT(sampled.output, HasSubstr("  corpus              4 programs (all), 0 under all"));
  }

  const fs::path corpus_ = LOCKSTEP_SOURCE_DIR "/corpus";
};

TEST_F(Twin, OfTheReferenceHasItsOutcomeSets) { expect_equal_everywhere("base", "before"); }

TEST_F(Twin, OfThePatchHasItsOutcomeSets) { expect_equal_everywhere("v3", "v3"); }

TEST_F(Twin, OfTheMergedFormHasItsOutcomeSets) { expect_equal_everywhere("merged", "merged"); }

}  // namespace
}  // namespace lockstep::tests
