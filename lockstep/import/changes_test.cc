// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kTable =
    "# 1 \"/usr/kernel/glue.c\"\n"
    "const struct table lockstep_implementation = { .read = start_read, .write = start_write };\n";

/// A file as a preprocessor would leave it: without directives.
ComparedCode code_of(const std::string& text) {
  const std::string preprocessed = "# 1 \"a.c\"\n" + text + kTable;
  return {read_compiled_code(preprocessed,
                             [](const std::string& file) { return file == "a.c" ? file : ""; }),
          {{"a.c", text}}};
}

Changes changes(const std::string& base, const std::string& head) {
  constexpr std::array<std::string_view, 1> kEntries = {"read"};
  return find_changes(code_of(base), code_of(head), kEntries);
}

const std::string kBase =
    "struct hint { int a; };\n"
    "struct unused { int a; };\n"
    "enum { LIMIT = 3 };\n"
    "static int helper(struct hint *h) { return h->a < LIMIT; }\n"
    "static int callback(int x) { return x; }\n"
    "static int (*const table[])(int) = { callback };\n"
    "int start_read(void) { return helper(0) + table[0](1); }\n"
    "int start_write(void) { return 2; }\n"
    "int nobody(void) { return 3; }\n";

std::string changed(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(Changes, AreNoneInWhatIsTheSame) {
  const Changes none =
      changes(kBase, "/* hello */\n" + changed(kBase, "{ return 2", "{\n return 2"));
  EXPECT_EQ(none, Changes());
  EXPECT_TRUE(none.is_same_code());
  EXPECT_EQ(why_nothing_was_run(none), "both sides are the same code, so nothing was compared");
}

TEST(Changes, AreRunWhereAnEntryThatIsCalledLeadsToThem) {
  EXPECT_THAT(changes(kBase, changed(kBase, "return helper(0)", "return 1 + helper(0)")).run,
              ElementsAre("start_read"));
  EXPECT_THAT(changes(kBase, changed(kBase, "h->a < LIMIT", "h->a > LIMIT")).run,
              ElementsAre("helper"));
}

TEST(Changes, AreRunWhereAnAddressIsTaken) {
  EXPECT_THAT(changes(kBase, changed(kBase, "return x;", "return -x;")).run,
              ElementsAre("callback"));
}

TEST(Changes, AreRunInTypesAndConstantsThatAreUsedThere) {
  EXPECT_THAT(changes(kBase, changed(kBase, "hint { int a;", "hint { int b; int a;")).run,
              ElementsAre("struct hint"));
  EXPECT_THAT(changes(kBase, changed(kBase, "LIMIT = 3", "LIMIT = 4")).run,
              ElementsAre("enum { LIMIT, ... }"));
}

TEST(Changes, AreNeverRunWhereNoEntryThatIsCalledLeadsToThem) {
  const Changes found = changes(
      kBase, changed(changed(changed(kBase, "return 2", "return -2"), "return 3", "return 4"),
                     "unused { int a;", "unused { long a;"));
  EXPECT_THAT(found.never_run, ElementsAre("nobody", "start_write", "struct unused"));
  EXPECT_FALSE(found.any_run());
  EXPECT_EQ(why_nothing_was_run(found), "nothing that the patch changes was run");
}

TEST(Changes, AreRunIfOnlyOneSideGetsThere) {
  const Changes found =
      changes(kBase, changed(changed(kBase, "helper(0) + ", ""), "h->a < LIMIT", "h->a > LIMIT"));
  EXPECT_THAT(found.run, ElementsAre("helper", "start_read"));
}

TEST(Changes, AreWhatAppearsAndDisappears) {
  const std::string renamed =
      changed(changed(kBase, "int helper(", "int aid("), "return helper(", "return aid(");
  EXPECT_THAT(changes(kBase, renamed).run, ElementsAre("aid", "helper", "start_read"));
  EXPECT_THAT(changes(kBase, changed(kBase, "int nobody(", "int somebody(")).never_run,
              ElementsAre("nobody", "somebody"));
}

ComparedCode written(const std::string& as_written, const std::string& compiled) {
  ComparedCode code = code_of(compiled);
  code.sources = {{"a.c", as_written}};
  return code;
}

Changes changes_as_written(const std::string& base, const std::string& head,
                           const std::string& base_compiled, const std::string& head_compiled) {
  constexpr std::array<std::string_view, 1> kEntries = {"read"};
  return find_changes(written(base, base_compiled), written(head, head_compiled), kEntries);
}

TEST(Changes, AreNotCompiledWhereAConfigurationLeavesThemOut) {
  const Changes found =
      changes_as_written("#ifdef X\nint f(void) { return 1; }\n#endif\n",
                         "#ifdef X\nint f(void) { return 2; }\n#endif\n", kBase, kBase);
  EXPECT_THAT(found.same_once_compiled, ElementsAre("f"));
  EXPECT_EQ(why_nothing_was_run(found),
            "what the patch changes is the same code once it is compiled here");
}

TEST(Changes, AreNotCompiledWhereAMacroDropsThem) {
  EXPECT_THAT(changes_as_written("int start_read(void) { WARN(1, \"a\"); }",
                                 "int start_read(void) { WARN(1, \"b\"); }", kBase, kBase)
                  .same_once_compiled,
              ElementsAre("start_read"));
}

TEST(Changes, AreNotCompiledInAMacroThatNothingUses) {
  const std::string after = changed(kBase, "return 2", "return 5");
  EXPECT_THAT(changes_as_written("#define A 1\n" + kBase, "#define A 2\n" + after, kBase, after)
                  .same_once_compiled,
              ElementsAre("macro A"));
}

// What a macro changes shows in what it is expanded in.
TEST(Changes, AreNotNamedTwiceForAMacro) {
  const std::string source = changed(kBase, "return 2", "return A");
  const Changes found = changes_as_written("#define B 2\n#define A B\n" + source,
                                           "#define B 5\n#define A B\n" + source, kBase,
                                           changed(kBase, "return 2", "return 5"));
  EXPECT_THAT(found.same_once_compiled, IsEmpty());
  EXPECT_THAT(found.never_run, ElementsAre("start_write"));
}

}  // namespace
}  // namespace lockstep
