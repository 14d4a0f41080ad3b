// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/nearest_name.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace lockstep {
namespace {

constexpr std::array<std::string_view, 3> kNames = {"before", "v3", "merged"};

TEST(NearestName, FindsANameWithOneLetterWrong) {
  EXPECT_EQ(nearest_name("befor", kNames), "before");
  EXPECT_EQ(nearest_name("mergde", kNames), "merged");
}

TEST(NearestName, SuggestsNothingWhenNoNameIsNear) {
  EXPECT_EQ(nearest_name("something else", kNames), "");
  EXPECT_EQ(suggest_name("something else", kNames), "");
}

TEST(NearestName, SuggestsInWords) {
  EXPECT_EQ(suggest_name("befor", kNames), " (did you mean before?)");
}

}  // namespace
}  // namespace lockstep
