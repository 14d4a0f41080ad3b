// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/changed_files.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(DiffStat, IsReadAboveTheDiff) {
  EXPECT_EQ(read_diffstat("---\n a | 3 ++-\n 1 file changed, 2 insertions(+), 1 deletion(-)\n\n"
                          "diff --git a/a b/a\n 7 files changed, 7 insertions(+)\n"),
            (DiffStat{1, 2, 1}));
  EXPECT_EQ(read_diffstat(" 2 files changed, 10 insertions(+)\n--- a/a\n"), (DiffStat{2, 10, 0}));
  EXPECT_EQ(read_diffstat(" 2 files changed, 1 deletion(-)\n"), (DiffStat{2, 0, 1}));
  EXPECT_EQ(read_diffstat(" 3 files changed\n"), (DiffStat{3, 0, 0}));
}

TEST(DiffStat, IsTheLastOne) {
  EXPECT_EQ(read_diffstat(" 9 files changed\n 1 file changed\n"), (DiffStat{1, 0, 0}));
}

TEST(DiffStat, MayBeMissing) {
  for (const char* const mail : {"", "---\n", "--- a/a\n 1 file changed\n", "1 file changed\n",
                                 "  1 file changed\n", " 99999999999999999999 files changed\n"}) {
    EXPECT_FALSE(read_diffstat(mail)) << mail;
  }
}

TEST(DiffStat, IsShownAndCompared) {
  EXPECT_EQ((DiffStat{1, 10, 0}.shown()), "1 file, 10 insertions, 0 deletions");
  EXPECT_TRUE((DiffStat{1, 1, 1}.is_less_than({1, 2, 0})));
  EXPECT_FALSE((DiffStat{2, 2, 2}.is_less_than({2, 2, 2})));
  EXPECT_FALSE((DiffStat{3, 2, 2}.is_less_than({2, 2, 2})));
}

}  // namespace
}  // namespace lockstep
