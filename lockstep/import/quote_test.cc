// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/quote.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(CStringLiteral, SaysWhatTheTextSays) {
  EXPECT_EQ(c_string_literal("v6.19"), "\"v6.19\"");
  EXPECT_EQ(c_string_literal("a\"b\\c\n\?\?/"), "\"a\\042b\\134c\\012\\077\\077/\"");
  EXPECT_EQ(c_string_literal("\xc3\xb6"), "\"\\303\\266\"");
}

}  // namespace
}  // namespace lockstep
