// SPDX-License-Identifier: GPL-2.0-only
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/import/c_code.h"

namespace lockstep {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

std::vector<std::string> names(std::string_view text) {
  std::vector<std::string> names;
  for (const CodeItem& item : read_code_items(text, "a.c")) names.push_back(item.name);
  return names;
}

CodeItem only(std::string_view text) {
  const std::vector<CodeItem> items = read_code_items(text, "a.c");
  EXPECT_EQ(items.size(), 1u) << text;
  return items.empty() ? CodeItem() : items[0];
}

TEST(CodeItems, AreFunctionsHoweverTheyAreDeclared) {
  for (const char* const declaration :
       {"int f(void)", "static inline struct x *f(struct x *x)",
        "static __attribute__((always_inline)) inline bool f(int a, int b)",
        "unsigned long f(int (*g)(int), int h[3])", "void (*f(int a))(int)",
        "void f(void) __attribute__((noinline))", "enum y f(enum y y)", "__typeof__(a(1)) f(void)",
        "__inline__ __attribute__((x(y))) const char *const *f()",
        "static inline bool f(struct x *x)\n\t__must_hold(x)"}) {
    const CodeItem item = only(std::string(declaration) + "\n{ if (g(1)) { return h(2); } }\n");
    EXPECT_EQ(item.kind, CodeKind::kFunction) << declaration;
    EXPECT_EQ(item.name, "f") << declaration;
    EXPECT_THAT(item.keys, ElementsAre("f"));
    EXPECT_EQ(item.file, "a.c");
  }
}

TEST(CodeItems, AreTypes) {
  const CodeItem type = only("struct __attribute__((packed)) x { int a; struct y b; };");
  EXPECT_EQ(type.kind, CodeKind::kType);
  EXPECT_EQ(type.name, "struct x");
  EXPECT_THAT(type.uses, Contains("struct y"));
  EXPECT_EQ(only("struct x { int a; } __attribute__((aligned(8)));").kind, CodeKind::kType);
  EXPECT_EQ(only("union u { int a; };").name, "union u");
  EXPECT_THAT(only("enum e { A, B = 2, C = D(1, 2) };").keys, ElementsAre("enum e", "A", "B", "C"));
  EXPECT_EQ(only("enum { A, B };").name, "enum { A, ... }");
  EXPECT_EQ(only("typedef int (*callback)(struct x *);").name, "typedef callback");
  EXPECT_EQ(only("typedef unsigned long word[4];").name, "typedef word");
  EXPECT_EQ(only("typedef bool predicate(int);").name, "typedef predicate");
  EXPECT_THAT(only("typedef struct x { int a; } x_t;").keys, ElementsAre("struct x", "x_t"));
}

TEST(CodeItems, AreVariables) {
  const CodeItem table = only("static const struct ops table[] = { { .open = do_open }, };");
  EXPECT_EQ(table.kind, CodeKind::kVariable);
  EXPECT_EQ(table.name, "table");
  EXPECT_THAT(table.uses, IsSupersetOf({"struct ops", "do_open"}));
  EXPECT_THAT(table.uses, Not(Contains("open")));
  EXPECT_EQ(only("static int counter;").name, "counter");
  EXPECT_EQ(only("int (*hook)(int) = f;").name, "hook");
  EXPECT_EQ(only("static int x __attribute__((section(\"y\"))) = 3;").name, "x");
  EXPECT_EQ(only("static struct x { int a; } y = { 1 };").name, "struct x");
}

TEST(CodeItems, AreMacrosWhereNothingIsExpandedYet) {
  const CodeItem macro = only("#define LIMIT(x) \\\n\t((x) + BASE) /* so */\n");
  EXPECT_EQ(macro.kind, CodeKind::kMacro);
  EXPECT_EQ(macro.name, "macro LIMIT");
  EXPECT_THAT(macro.uses, Contains("BASE"));
}

TEST(CodeItems, AreNotWhatIsOnlyDeclared) {
  EXPECT_THAT(names("int f(int);\nextern int x;\nstruct y;\nextern struct z w;\n;;\n"
                    "_Static_assert(sizeof(int) == 4, \"\");\n__attribute__((noreturn)) void g();\n"
                    "#include <x.h>\n#if A\n#endif\n#pragma once\n"),
              IsEmpty());
}

TEST(CodeItems, AreToldApartWithoutSemicolons) {
  EXPECT_THAT(names("DEFINE_GUARD(x, struct y *, lock(_T), unlock(_T))\n"
                    "static int f(void) { return 1; }\nint g(void) { }\nEXPORT_SYMBOL(g);\n"
                    "struct x { int a; };\nint h() { }\n"),
              ElementsAre("f", "g", "struct x", "h"));
}

TEST(CodeItems, UseWhatTheyMentionButNoMembers) {
  const CodeItem item = only("int f(struct a *a) { return a->g + h(B, &i) + j.k; }");
  EXPECT_THAT(item.uses, IsSupersetOf({"struct a", "h", "B", "i", "j"}));
  EXPECT_THAT(item.uses, Not(Contains("g")));
  EXPECT_THAT(item.uses, Not(Contains("k")));
}

TEST(CodeItems, HaveADigestOfTheirTokensAlone) {
  const std::string digest = only("int f(void) { return a + b; }").digest;
  EXPECT_EQ(only("int\nf(void)\n{\n\treturn a+b; /* sum */\n}\n").digest, digest);
  EXPECT_NE(only("int f(void) { return a - b; }").digest, digest);
  EXPECT_NE(only("static int f(void) { return a + b; }").digest, digest);
  EXPECT_NE(only("int f(void) { return a ++b; }").digest,
            only("int f(void) { return a + +b; }").digest);
}

TEST(CodeItems, KnowTheirFileFromLineMarkers) {
  const auto items = read_code_items(
      "# 1 \"x.c\"\nint f() {}\n# 3 \"y.h\" 1 3\nint g() {}\n#line 7 \"z.c\"\nint h() {}\n", "a");
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].file, "x.c");
  EXPECT_EQ(items[1].file, "y.h");
  EXPECT_EQ(items[2].file, "z.c");
}

TEST(CodeItems, ComeToAnEndWhateverTheTextIs) {
  for (const char* const text : {"{", "}", ")", "int f(", "int f() {", "= {", "struct", "enum {",
                                 "typedef", "#define", "#", "f(x)", "f(x)\ng", "[", "int (*"}) {
    names(text);
  }
}

}  // namespace
}  // namespace lockstep
