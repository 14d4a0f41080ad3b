// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include <array>
#include <string_view>

#include "lockstep/base/quote.h"

namespace lockstep {
namespace {

constexpr std::array<std::string_view, 3> kNames = {"before", "v3", "merged"};

TEST(NearestName, FindsANameWithOneLetterWrong) {
  EXPECT_EQ(nearest_name("befor", kNames), "before");
  EXPECT_EQ(nearest_name("mergde", kNames), "merged");
}

TEST(NearestName, TakesTwoLettersInTheWrongOrderForOneMistake) {
  constexpr std::array<std::string_view, 3> kCommands = {"check", "list", "reduce"};
  EXPECT_EQ(nearest_name("chekc", kCommands), "check");
  EXPECT_EQ(nearest_name("lsit", kCommands), "list");
  EXPECT_EQ(nearest_name("erduce", kCommands), "reduce");
  EXPECT_EQ(nearest_name("tsil", kCommands), "");
}

TEST(NearestName, FindsTheOnlyOneThatBeginsSo) {
  constexpr std::array<std::string_view, 4> kCommands = {"mutants", "import", "--variant",
                                                         "--variety"};
  EXPECT_EQ(nearest_name("mut", kCommands), "mutants");
  EXPECT_EQ(nearest_name("im", kCommands), "");
  EXPECT_EQ(nearest_name("--va", kCommands), "");
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
