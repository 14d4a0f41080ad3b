// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include <filesystem>

#include "lockstep/load/implementations.h"

namespace lockstep {
namespace {

const std::vector<TableTexts> kKnown = {
    {"before", "the code before the patch", "reference/vma_lock/before.c"},
    {"v3", "the patch as posted", "variants/vma_lock/v3.c"}};

lockstep_implementation table(const char* name, const char* summary, const char* source = "a.c") {
  lockstep_implementation table = {};
  table.name = name;
  table.summary = summary;
  table.source = source;
  return table;
}

TEST(TextsOfAFile, AreThoseOfTheTableWithTheFileBehindThem) {
  const TableTexts texts = texts_of_file(table("mine", "what it is"), "build/my_patch.so", kKnown);
  EXPECT_EQ(texts.name, "mine");
  EXPECT_EQ(texts.summary, "what it is, loaded from my_patch.so");
  EXPECT_EQ(texts.source, "a.c");
}

TEST(TextsOfAFile, AreThoseOfTheFileWhereTheTableIsStillThatOfAnother) {
  const TableTexts texts =
      texts_of_file(table("v3", "the patch as posted"), "build/my_patch.so", kKnown);
  EXPECT_EQ(texts.name, "my_patch.so");
  EXPECT_EQ(texts.summary, "loaded from my_patch.so");
}

TEST(TextsOfAFile, AreEachForItself) {
  EXPECT_EQ(texts_of_file(table("mine", "the patch as posted"), "m.so", kKnown).name, "mine");
  EXPECT_EQ(texts_of_file(table("mine", "the patch as posted"), "m.so", kKnown).summary,
            "loaded from m.so");
  EXPECT_EQ(texts_of_file(table("v3", "what it is"), "m.so", kKnown).name, "m.so");
  EXPECT_EQ(texts_of_file(table("v3", "what it is"), "m.so", kKnown).summary,
            "what it is, loaded from m.so");
}

TEST(TextsOfAFile, NameThePathWhereTwoFilesAreCalledTheSame) {
  std::vector<TableTexts> known = kKnown;
  known.push_back({"m.so", "loaded from m.so", "a.c"});
  EXPECT_EQ(texts_of_file(table("v3", ""), "other/m.so", known).name, "other/m.so");
}

TEST(TextsOfAFile, AreEscaped) {
  const TableTexts texts = texts_of_file(table("v3", "\x1b[31m", "a\n.c"), "d/\xff.so", kKnown);
  EXPECT_EQ(texts.name, "\\xff.so");
  EXPECT_EQ(texts.summary, "\\x1b[31m, loaded from \\xff.so");
  EXPECT_EQ(texts.source, "a\\n.c");
}

TEST(TextsOfATable, NameASourceFromTheCurrentFolder) {
  const std::string here = (std::filesystem::current_path() / "a/../my_patch.c").string();
  EXPECT_EQ(printable_texts(table("mine", "", here.c_str())).source, "my_patch.c");
  EXPECT_EQ(printable_texts(table("mine", "", "/nowhere/my_patch.c")).source,
            "/nowhere/my_patch.c");
}

}  // namespace
}  // namespace lockstep
