// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/sarif_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SourceLines, AreFilesAndLinesWithCommasBetween) {
  EXPECT_THAT(source_lines(""), IsEmpty());
  EXPECT_THAT(source_lines("mm/mmap_lock.c:71"), ElementsAre(SourceLine{"mm/mmap_lock.c", 71}));
  EXPECT_THAT(source_lines("a.h:19, b:c.h:25"),
              ElementsAre(SourceLine{"a.h", 19}, SourceLine{"b:c.h", 25}));
}

TEST(SourceLines, HaveNoLineIfThereIsNone) {
  EXPECT_THAT(source_lines("libc.so"), ElementsAre(SourceLine{"libc.so", 0}));
  EXPECT_THAT(source_lines("a:b"), ElementsAre(SourceLine{"a:b", 0}));
}

}  // namespace
}  // namespace lockstep
