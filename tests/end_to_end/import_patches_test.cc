// SPDX-License-Identifier: GPL-2.0-only
// Patches to kernel trees, in all the forms that occur.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/kernel_tree.h"

namespace lockstep::tests {
namespace {

using ::testing::HasSubstr;

class ImportedPatch : public KernelTree {
 protected:
  ImportedPatch() : KernelTree(Cache::kShared) {}
};

TEST_F(ImportedPatch, TakesASeriesOfPatchesFromAMailbox) {
  const std::string mailbox = git({"format-patch", "--stdout", "base..merged"});
  std::ofstream(folder() / "series.mbox") << mailbox;
  const CommandResult run = check({"--base", "base", "--patch", "series.mbox"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("Claim    base + series.mbox behaves like base: "));
  EXPECT_THAT(run.output, HasSubstr("\"mm: base\", patched (mm/mmap_lock.c)\n"));
}

TEST_F(ImportedPatch, PutsASeriesInOrderAndPassesOverItsCoverLetter) {
  git({"format-patch", "--quiet", "--cover-letter", "-o", (folder() / "out").string(),
       "base..merged"});
  const std::string first = content_of(folder() / "out/0001-mm-v3.patch");
  const std::string second = content_of(folder() / "out/0002-mm-merged.patch");
  std::ofstream(folder() / "series.mbox")
      << second << first << content_of(folder() / "out/0000-cover-letter.patch");
  EXPECT_EQ(check({"--base", "base", "--patch", "series.mbox"}).status, 0);
  const CommandResult one_by_one = check(
      {"--base", "base", "--patch", "out/0001-mm-v3.patch", "--patch", "out/0002-mm-merged.patch"});
  EXPECT_EQ(one_by_one.status, 0) << one_by_one.errors;
  EXPECT_THAT(one_by_one.output,
              HasSubstr("base + 0001-mm-v3.patch + 0002-mm-merged.patch behaves like base"));
}

TEST_F(ImportedPatch, AppliesPatchesToTheHeadIfOneIsGiven) {
  std::ofstream(folder() / "a.diff") << git({"diff", "v3", "merged"});
  const CommandResult run = check({"--base", "base", "--head", "v3", "--patch", "a.diff"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("v3 + a.diff behaves like base"));
}

TEST_F(ImportedPatch, NamesFilesOfAPatchThatAreNotCompared) {
  std::ofstream(folder() / "a.diff") << git({"diff", "base", "merged"})
                                     << "--- a/Makefile\n+++ b/Makefile\n@@ -1 +1 @@\n"
                                        "-# not compared\n+# changed\n";
  const CommandResult run = check({"--base", "base", "--patch", "a.diff"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_EQ(run.errors, "lockstep: note: changed, too, and not compared: Makefile\n");
}

}  // namespace
}  // namespace lockstep::tests
