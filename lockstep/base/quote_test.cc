// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/base/quote.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(Utf8, IsRecognisedByItsFirstCharacter) {
  EXPECT_EQ(utf8_size(""), 0u);
  EXPECT_EQ(utf8_size("ab"), 1u);
  EXPECT_EQ(utf8_size("\xc3\xb6."), 2u);
  EXPECT_EQ(utf8_size("\xe2\x82\xac"), 3u);
  EXPECT_EQ(utf8_size("\xf0\x9f\x94\x92"), 4u);
}

TEST(Utf8, IsNotWhatIsCutShortOrTooLongOrNoCharacterOfUnicode) {
  for (const char* const text :
       {"\x80", "\xc3", "\xc3(", "\xe2\x82", "\xf8\x88\x80\x80\x80", "\xff", "\xc0\x80",
        "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80"}) {
    EXPECT_EQ(utf8_size(text), 0u) << text;
  }
}

TEST(Printable, KeepsATextOnOneLine) {
  EXPECT_EQ(printable("a\nb\tc\x1b[1m"), "a\\nb\\tc\\x1b[1m");
  EXPECT_EQ(printable("Jörg's v6.19 \"tree\""), "Jörg's v6.19 \"tree\"");
}

TEST(Printable, ShowsBytesThatAreNotUtf8AndWhatTurnsTheDirectionOfWriting) {
  EXPECT_EQ(printable("a\xff\xc3("), "a\\xff\\xc3(");
  EXPECT_EQ(printable("a\xe2\x80\xae"
                      "b"),
            "a\\xe2\\x80\\xaeb");
  EXPECT_EQ(printable("a\xc2\x9b"
                      "1m"),
            "a\\xc2\\x9b1m");
}

TEST(PrintableShort, LeavesOutTheMiddleOfWhatHasNoBlanks) {
  const std::string words = std::string(200, 'a') + " " + std::string(300, 'b');
  EXPECT_EQ(printable_short(words), words);
  EXPECT_EQ(printable_short("x " + std::string(5'000, 'a') + std::string(90, 'b') + " y"),
            "x " + std::string(210, 'a') + "..." + std::string(90, 'b') + " y");
}

TEST(PrintableShort, CutsNoCharacterInTwo) {
  std::string text;
  for (int i = 0; i < 1'000; ++i) text += "€";
  const std::string cut = printable_short(text);
  EXPECT_EQ(cut, printable(cut));
  EXPECT_LT(cut.size(), 310u);
}

TEST(QuotedWord, IsShort) {
  EXPECT_EQ(quote_word("vma_strat"), "'vma_strat'");
  EXPECT_EQ(quote_word(std::string(50, 'z')), "'" + std::string(40, 'z') + "...'");
  EXPECT_EQ(quote_word(std::string(39, 'z') + "ö"), "'" + std::string(39, 'z') + "...'");
}

TEST(ShellWord, IsQuotedOnlyWhereItHasTo) {
  EXPECT_EQ(shell_word("~/linux"), "'~/linux'");
  EXPECT_EQ(shell_word("/src/linux-6.19"), "/src/linux-6.19");
  EXPECT_EQ(shell_word("my tree"), "'my tree'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("a\n'b"), "$'a\\012\\'b'");
  EXPECT_EQ(shell_word("a\xff\\"), "$'a\\377\\\\'");
}

TEST(CStringLiteral, SaysWhatTheTextSays) {
  EXPECT_EQ(c_string_literal("v6.19"), "\"v6.19\"");
  EXPECT_EQ(c_string_literal("a\"b\\c\n\?\?/"), "\"a\\042b\\134c\\012\\077\\077/\"");
  EXPECT_EQ(c_string_literal("\xc3\xb6"), "\"\\303\\266\"");
}

}  // namespace
}  // namespace lockstep
