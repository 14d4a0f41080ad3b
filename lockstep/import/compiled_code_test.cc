// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/compiled_code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

constexpr const char* kPreprocessed =
    "# 1 \"/usr/kernel/x.h\"\n"
    "enum { ONE, TWO };\n"
    "# 1 \"./mm/a.c\"\n"
    "static int f(int x) { return g(x) + ONE; }\n"
    "static int g(int x) { return x; }\n"
    "# 1 \"/usr/kernel/glue.c\"\n"
    "const struct table lockstep_implementation = {\n"
    "  .read = f, .data = own, .write = (1 ? g : ((void *)0)), .name = \"g\",\n"
    "};\n";

std::string tree_name(const std::string& file) {
  return file.starts_with("./") ? file.substr(2) : "";
}

TEST(CompiledCode, KnowsTheTreesFilesAndWhatEntriesLeadTo) {
  const CompiledCode code = read_compiled_code(kPreprocessed, tree_name);
  ASSERT_EQ(code.items.size(), 4u);
  EXPECT_EQ(code.items[0].file, "");
  EXPECT_EQ(code.items[1].file, "mm/a.c");
  EXPECT_THAT(code.items[1].uses, ElementsAre("ONE", "f", "g"));
  EXPECT_THAT(code.entries.at("read"), ElementsAre("f"));
  EXPECT_THAT(code.entries.at("write"), ElementsAre("g"));
  EXPECT_THAT(code.entries.at("data"), ElementsAre());
}

TEST(CompiledCode, IsTheSameOncePrintedAndParsed) {
  const CompiledCode code = read_compiled_code(kPreprocessed, tree_name);
  const auto parsed = parse_compiled_code(print_compiled_code(code));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->items, code.items);
  EXPECT_EQ(parsed->entries.at("write"), code.entries.at("write"));
}

TEST(CompiledCode, IsNotTakenFromATextOfAnotherVersion) {
  std::string text = print_compiled_code(read_compiled_code(kPreprocessed, tree_name));
  EXPECT_FALSE(parse_compiled_code(""));
  EXPECT_FALSE(parse_compiled_code("lockstep compiled code 0\n"));
  EXPECT_FALSE(parse_compiled_code(text + "function\tf\n"));
  EXPECT_FALSE(parse_compiled_code(text + "poem\tf\tf\t\t\t\t\n"));
}

}  // namespace
}  // namespace lockstep
