// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/quote.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(Printable, KeepsATextOnOneLine) {
  EXPECT_EQ(printable("a\nb\tc\x1b[1m"), "a\\nb\\tc\\x1b[1m");
  EXPECT_EQ(printable("Jörg's v6.19 \"tree\""), "Jörg's v6.19 \"tree\"");
}

TEST(CStringLiteral, SaysWhatTheTextSays) {
  EXPECT_EQ(c_string_literal("v6.19"), "\"v6.19\"");
  EXPECT_EQ(c_string_literal("a\"b\\c\n\?\?/"), "\"a\\042b\\134c\\012\\077\\077/\"");
  EXPECT_EQ(c_string_literal("\xc3\xb6"), "\"\\303\\266\"");
}

TEST(ShellWord, IsQuotedOnlyWhereItHasTo) {
  EXPECT_EQ(shell_word("~/linux"), "'~/linux'");
  EXPECT_EQ(shell_word("/src/linux-6.19"), "/src/linux-6.19");
  EXPECT_EQ(shell_word("my tree"), "'my tree'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("a\n'b"), "$'a\\012\\'b'");
}

}  // namespace
}  // namespace lockstep
