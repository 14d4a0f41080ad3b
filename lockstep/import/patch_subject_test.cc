// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include "lockstep/import/patch.h"

namespace lockstep {
namespace {

/// As it is shown; "none" if there is none.
std::string place(std::string_view subject) {
  const auto found = read_subject(subject).place;
  return found ? found->shown() : "none";
}

TEST(PlaceInSeries, IsTheNumberInTheBrackets) {
  EXPECT_EQ(place("[PATCH 2/3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("[PATCH 0/3] cover"), "[PATCH 0/3]");
  EXPECT_EQ(place("[PATCH 00/12] cover"), "[PATCH 0/12]");
  EXPECT_EQ(place("[2/3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("[patch 2 / 3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("[PATCH net-next 2/3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("[PATCH 5.15 2/3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("[PATCH 2/3 mm-unstable] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("[PATCH 3/2] mm: one more"), "[PATCH 3/2]");
}

TEST(PlaceInSeries, HasAVersion) {
  EXPECT_EQ(place("[RFC PATCH v3 07/18] mm: x"), "[PATCH v3 7/18]");
  EXPECT_EQ(place("[PATCHv2 2/3] mm: x"), "[PATCH v2 2/3]");
  EXPECT_EQ(place("[PATCH-V2 2/3] mm: x"), "[PATCH v2 2/3]");
  EXPECT_EQ(place("[PATCH 2/3 v2] mm: x"), "[PATCH v2 2/3]");
  EXPECT_EQ(place("[PATCH v2.1 2/3] mm: x"), "[PATCH v2.1 2/3]");
  EXPECT_EQ(place("[PATCH v1 2/3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("[PATCH arm64v8 2/3] mm: x"), "[PATCH 2/3]");
}

TEST(PlaceInSeries, IsFoundBehindOtherBracketsAndNames) {
  EXPECT_EQ(place("[RFC][PATCH 2/3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("[RESEND] [PATCH v2 2/3] mm: x"), "[PATCH v2 2/3]");
  EXPECT_EQ(place("[RESEND PATCH 2/3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("[PATCH][v2][2/3] mm: x"), "[PATCH v2 2/3]");
  EXPECT_EQ(place("[linux-mm] [PATCH 2/3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("  [list 42]  [PATCH 2/3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("linux-mm: [PATCH 2/3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("Fwd: [PATCH 2/3] mm: x"), "[PATCH 2/3]");
  EXPECT_EQ(place("Re: [list] Re: [PATCH 2/3] mm: x"), "[PATCH 2/3]");
}

TEST(PlaceInSeries, IsNotInTheText) {
  EXPECT_EQ(place("[PATCH] mm: 1/2"), "none");
  EXPECT_EQ(place("[PATCH] mm: [1/2]"), "none");
  EXPECT_EQ(place("mm: [1/2]"), "none");
  EXPECT_EQ(place("mm: fix [PATCH 1/2]"), "none");
  EXPECT_EQ(place("[PATCH mm/vma.c] x"), "none");
  EXPECT_EQ(place("[PATCH 1.5/3] x"), "none");
  EXPECT_EQ(place("[PATCH 99999999999999/1]"), "none");
  EXPECT_EQ(place("[PATCH 1/2"), "none");
  EXPECT_EQ(place(""), "none");
}

TEST(PatchSubject, HasATextAndAVersionWithoutAPlace) {
  EXPECT_EQ(read_subject("[RFC] [PATCH v2] mm: x [y]").text, "mm: x [y]");
  EXPECT_EQ(read_subject("[RFC] [PATCH v2] mm: x [y]").version, "v2");
  EXPECT_EQ(read_subject("Fwd: [PATCH 1/2] mm: x").text, "mm: x");
  EXPECT_EQ(read_subject("mm: x").text, "mm: x");
  EXPECT_EQ(read_subject("mm: x").version, "");
}

TEST(Answer, IsToldByItsSubject) {
  for (const char* const subject :
       {"Re: [PATCH 2/3] mm: x", "RE: mm: x", "re : x", "Re[2]: [PATCH] x", "AW: [PATCH] x",
        "[linux-mm] Re: [PATCH 2/3] mm: x", "回复：[PATCH] x"}) {
    EXPECT_TRUE(is_answer(subject)) << subject;
  }
  for (const char* const subject :
       {"[PATCH 2/3] mm: x", "mm: x", "Fwd: [PATCH] x", "[PATCH] Revert: x", "reset: x", ""}) {
    EXPECT_FALSE(is_answer(subject)) << subject;
  }
}

}  // namespace
}  // namespace lockstep
