// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/diverged_kind.h"

#include <gtest/gtest.h>

#include "lockstep/program/text.h"

namespace lockstep {
namespace {

const Program kSmall = parse_program("task a: mmap_read_lock\n");
const Program kLarge = parse_program("task a: mmap_read_lock; mmap_read_unlock\n");

/// How often it is met until it is time to look into it.
unsigned meetings(DivergedKind& kind) {
  unsigned meetings = 1;
  while (!kind.meet()) ++meetings;
  return meetings;
}

TEST(DivergedKind, IsLookedIntoWhenItIsMetFirst) {
  DivergedKind kind;
  EXPECT_TRUE(kind.meet());
  EXPECT_FALSE(kind.is_decided());
  EXPECT_FALSE(kind.open());
}

// What looks the same may be a real one at any time.
TEST(DivergedKind, IsLookedIntoEachTimeIfThatIsQuick) {
  DivergedKind kind;
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(kind.meet());
    kind.note_explained();
  }
  EXPECT_TRUE(kind.is_decided());
}

TEST(DivergedKind, IsPassedOverTwiceAsOftenEachTimeItTookTooLong) {
  DivergedKind kind;
  EXPECT_EQ(meetings(kind), 1u);
  for (const unsigned expected : {2u, 4u, 8u, 16u}) {
    kind.postpone(kSmall, {});
    EXPECT_EQ(meetings(kind), expected);
  }
}

TEST(DivergedKind, IsPassedOverAMillionTimesAtMost) {
  DivergedKind kind;
  for (int i = 0; i < 70; ++i) kind.postpone(kSmall, {});
  EXPECT_EQ(meetings(kind), 1u << 20);
}

TEST(DivergedKind, StaysOpenWithItsSmallestProgramUntilItIsDecided) {
  DivergedKind kind;
  kind.postpone(kLarge, {.place = "in the large one"});
  ASSERT_TRUE(kind.open());
  EXPECT_EQ(kind.open()->first, kLarge);
  EXPECT_EQ(kind.open()->second.place, "in the large one");
  kind.postpone(kSmall, {.place = "in the small one"});
  EXPECT_EQ(kind.open()->first, kSmall);
  EXPECT_EQ(kind.open()->second.place, "in the small one");
  kind.postpone(kLarge, {.place = "in the large one"});
  EXPECT_EQ(kind.open()->first, kSmall);
  kind.note_explained();
  EXPECT_FALSE(kind.open());
  EXPECT_TRUE(kind.is_decided());
}

// It was none before; that one took too long this time says nothing.
TEST(DivergedKind, IsNotOpenAgainOnceItWasDecided) {
  DivergedKind kind;
  kind.note_explained();
  kind.postpone(kSmall, {});
  EXPECT_FALSE(kind.open());
}

TEST(DivergedKind, IsTriedOnceMoreForEachProgramThatStaysOpen) {
  DivergedKind kind;
  kind.postpone(kLarge, {});
  EXPECT_FALSE(kind.was_tried_again());
  kind.note_tried_again();
  kind.postpone(kLarge, {});
  EXPECT_TRUE(kind.was_tried_again());
  kind.postpone(kSmall, {});
  EXPECT_FALSE(kind.was_tried_again());
}

}  // namespace
}  // namespace lockstep
