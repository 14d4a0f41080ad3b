// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lockstep/import/c_code.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> texts(std::string_view source) {
  std::vector<std::string> texts;
  for (const CToken& token : read_c_tokens(source)) texts.emplace_back(token.text);
  return texts;
}

TEST(CTokens, AreSeparatedByWhatTheyAre) {
  EXPECT_THAT(texts("int f(void){return a->b+++1;}"),
              ElementsAre("int", "f", "(", "void", ")", "{", "return", "a", "->", "b", "++", "+",
                          "1", ";", "}"));
  EXPECT_THAT(texts("a<<=b>>c...d"), ElementsAre("a", "<<=", "b", ">>", "c", "...", "d"));
  EXPECT_THAT(texts("a + +b"), ElementsAre("a", "+", "+", "b"));
  EXPECT_THAT(texts("x1 _y 0x1p-3 1.5e+10 .5f 1u"),
              ElementsAre("x1", "_y", "0x1p-3", "1.5e+10", ".5f", "1u"));
}

TEST(CTokens, AreTheSameWhateverStandsBetweenThem) {
  EXPECT_EQ(texts("a=b;"), texts(" a /* = c */\n\t= // no\n b\r\n;"));
  EXPECT_EQ(texts("a b"), texts("a\\\n\\\r\n b"));
}

TEST(CTokens, KeepLiteralsWhole) {
  EXPECT_THAT(texts(R"("a /* b */ \" c" 'd' '\'' "\\")"),
              ElementsAre(R"("a /* b */ \" c")", "'d'", R"('\'')", R"("\\")"));
  EXPECT_FALSE(read_c_tokens("\"(\"")[0].is("\"(\""));
}

TEST(CTokens, TakeADirectiveWithAllItsLines) {
  const std::vector<CToken> tokens =
      read_c_tokens("a # b\n  #define X \\\n  1 /* x\n y */ + 2\nc\n# 12 \"file.h\" 2\n");
  ASSERT_EQ(tokens.size(), 6u);
  EXPECT_EQ(tokens[1].kind, CTokenKind::kPunctuator);  // in the middle of a line
  EXPECT_EQ(tokens[3].kind, CTokenKind::kDirective);
  EXPECT_EQ(tokens[3].text, "#define X \\\n  1 /* x\n y */ + 2");
  EXPECT_EQ(tokens[4].text, "c");
  EXPECT_EQ(tokens[5].text, "# 12 \"file.h\" 2");
}

TEST(CTokens, KnowWhatStartsALine) {
  const std::vector<CToken> tokens = read_c_tokens("a b\n/* c */ d\n");
  EXPECT_TRUE(tokens[0].starts_line);
  EXPECT_FALSE(tokens[1].starts_line);
  EXPECT_TRUE(tokens[2].starts_line);
}

TEST(CTokens, EndWithTheTextWhateverIsOpen) {
  EXPECT_THAT(texts(""), IsEmpty());
  EXPECT_THAT(texts("/* x"), IsEmpty());
  EXPECT_THAT(texts("// x"), IsEmpty());
  EXPECT_THAT(texts("\\"), ElementsAre("\\"));
  EXPECT_THAT(texts("'\\"), ElementsAre("'\\"));
  EXPECT_THAT(texts("\"x\ny"), ElementsAre("\"x", "y"));
  EXPECT_THAT(texts("#\\"), ElementsAre("#\\"));
  EXPECT_THAT(texts(std::string("\0\xff", 2)), ElementsAre(std::string(1, '\0'), "\xff"));
}

}  // namespace
}  // namespace lockstep
