// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include "lockstep/import/compiler.h"

namespace lockstep {
namespace {

const SourceFiles kSources = {
    {"mm/mmap_lock.c",
     "#include <linux/mmap_lock.h>\n\nMODULE_AUTHOR(\"me\");\n\tfrobnicate();\n"
     "static DEFINE_PROB(prob);\n"}};

std::string explain(const std::string& output) {
  return explain_errors(output, {"/tmp/x/", "/src/"}, kSources);
}

/// What is lacking, according to a message of a compiler's.
std::string lack(const std::string& message) {
  const std::string text = explain("/tmp/x/mm/mmap_lock.c:4:2: error: " + message + "\n");
  const std::string begin = "mm/mmap_lock.c:4:2: kernel/ has no ";
  const std::string end = ": see docs/adding-a-kernel-primitive.md";
  if (!text.starts_with(begin) || !text.ends_with(end)) return "";
  return text.substr(begin.size(), text.size() - begin.size() - end.size());
}

TEST(ExplainErrors, NamesWhatGccMisses) {
  EXPECT_EQ(lack("implicit declaration of function 'frob'; did you mean 'prob'? "
                 "[-Werror=implicit-function-declaration]"),
            "frob()");
  EXPECT_EQ(lack("'VM_FROB' undeclared (first use in this function)"), "VM_FROB");
  EXPECT_EQ(lack("unknown type name 'frob_t'"), "type frob_t");
  EXPECT_EQ(lack("'struct vm_area_struct' has no member named 'vm_frob'; did you mean 'vm_mm'?"),
            "member vm_frob in struct vm_area_struct");
  EXPECT_EQ(lack("unknown type name 'class_frob_t'; did you mean 'class_rcu_t'?"), "guard(frob)");
  EXPECT_EQ(lack("type defaults to 'int' in declaration of 'DEFINE_FROB' [-Werror=implicit-int]"),
            "DEFINE_FROB()");
  EXPECT_EQ(lack("invalid use of undefined type 'struct frob'"), "definition of struct frob");
  EXPECT_EQ(explain("/tmp/x/mm/mmap_lock.c:4:2: fatal error: linux/frob.h: No such file or "
                    "directory\ncompilation terminated.\n"),
            "mm/mmap_lock.c:4:2: kernel/ has no <linux/frob.h>: see "
            "docs/adding-a-kernel-primitive.md");
}

TEST(ExplainErrors, NamesWhatClangMisses) {
  EXPECT_EQ(lack("implicit declaration of function 'frob' is invalid in C99 "
                 "[-Werror,-Wimplicit-function-declaration]"),
            "frob()");
  EXPECT_EQ(lack("call to undeclared function 'frob'; ISO C99 and later do not support it"),
            "frob()");
  EXPECT_EQ(lack("use of undeclared identifier 'VM_FROB'"), "VM_FROB");
  EXPECT_EQ(lack("unknown type name 'frob_t'"), "type frob_t");
  EXPECT_EQ(lack("no member named 'vm_frob' in 'struct vm_area_struct'"),
            "member vm_frob in struct vm_area_struct");
  EXPECT_EQ(lack("unknown type name 'class_frob_t'; did you mean 'class_rcu_t'?"), "guard(frob)");
  EXPECT_EQ(lack("use of undeclared identifier 'class_frob_t'"), "guard(frob)");
  EXPECT_EQ(lack("incomplete definition of type 'struct frob'"), "definition of struct frob");
  EXPECT_EQ(lack("'linux/frob.h' file not found"), "<linux/frob.h>");
}

TEST(ExplainErrors, ReadsTheNameOfAMacroWhereCompilersDoNotGiveIt) {
  EXPECT_EQ(explain("/tmp/x/mm/mmap_lock.c:3:1: error: data definition has no type or storage "
                    "class [-Werror]\n"),
            "mm/mmap_lock.c:3:1: kernel/ has no MODULE_AUTHOR(): see "
            "docs/adding-a-kernel-primitive.md");
  EXPECT_EQ(explain("/tmp/x/mm/mmap_lock.c:5:8: error: type specifier missing, defaults to 'int' "
                    "[-Werror,-Wimplicit-int]\n"),
            "mm/mmap_lock.c:5:8: kernel/ has no DEFINE_PROB(): see "
            "docs/adding-a-kernel-primitive.md");
}

TEST(ExplainErrors, GivesTheCompilersWordsForAMistakeAndCountsTheOthers) {
  EXPECT_EQ(explain("In file included from /src/subjects/vma_lock/import/glue.c:1:\n"
                    "/tmp/x/mm/mmap_lock.c: In function 'f':\n"
                    "/tmp/x/mm/mmap_lock.c:4:2: warning: unused\n"
                    "/tmp/x/mm/mmap_lock.c:4:9: error: expected ';' before '}' token\n"
                    "/tmp/x/mm/mmap_lock.c:5:1: error: expected expression\n"
                    "/src/subjects/vma_lock/import/glue.c:20:2: error: a consequence\n"),
            "mm/mmap_lock.c:4:9: expected ';' before '}' token (and 1 more error)");
}

TEST(ExplainErrors, SaysThatTheGlueDoesNotKnowAFormOfTheLock) {
  EXPECT_EQ(
      explain("/src/subjects/vma_lock/import/glue.c:20:2: error: #error \"no per-VMA lock\"\n"),
      "mm/mmap_lock.c has a form of the lock that Lockstep does not know: "
      "subjects/vma_lock/import/glue.c:20:2: #error \"no per-VMA lock\"");
}

TEST(ExplainErrors, GivesTheFirstLineOfWhatItDoesNotUnderstand) {
  EXPECT_EQ(explain("cc: internal trouble\nmore\n"), "cc: internal trouble");
}

TEST(ExplainMissingFunction, SaysWhereItIsUsed) {
  EXPECT_EQ(explain_missing_function("frobnicate", kSources),
            "mm/mmap_lock.c:4:2: frobnicate() is defined neither in the files that were taken nor "
            "in kernel/: see docs/adding-a-kernel-primitive.md");
  EXPECT_EQ(explain_missing_function("frob", kSources),
            "frob() is defined neither in the files that were taken nor in kernel/: see "
            "docs/adding-a-kernel-primitive.md");
}

}  // namespace
}  // namespace lockstep
