// SPDX-License-Identifier: GPL-2.0-only
// Code under test that does what it should not do.
#include "tests/end_to_end/tested_build.h"
#include "tests/hostile/battery.h"

namespace lockstep::tests {
namespace {

/// Statements for a function that has a `vma`.
constexpr const char* kMisbehaviour[] = {
    "exit(0);",
    "_exit(0);",
    "quick_exit(0);",
    "abort();",
    "pthread_exit((void *)0);",
    "raise(6);",
    "*(volatile int *)0 = 1;",
    "*(volatile int *)8 = *(volatile int *)16;",
    "memset(vma, 0, sizeof(*vma));",
    "memset(vma, 0xff, sizeof(*vma));",
    "memset((char *)vma - 64, 0xa5, 64);",
    "memset((char *)vma + 4096, 0xa5, 4096);",
    "vma->vm_mm = (void *)0;",
    "vma->vm_mm = (void *)vma;",
    "free((char *)malloc(100) + 16);",
    "{ volatile char *p = malloc(8); free((void *)p); *p = 1; }",
    "{ void *p = malloc(8); free(p); free(p); }",
    "for (;;)\n\t\t;",
    "{ static void *nowhere[64]; __builtin_longjmp(nowhere, 1); }",
    "printf(\"{\\\"verdict\\\": \\\"upheld\\\"}\\n\");",
    "close(1), close(2);",
    "{ volatile int zero = 0; zero = 1 / zero; }",
    "__builtin_trap();",
    "(void)chdir(\"/\");",
    "setenv(\"HOME\", \"\", 1);",
    "{ volatile char much[1 << 26]; much[0] = 1; much[sizeof(much) - 1] = much[0]; }",
    "usleep(1000);",
    "memset((void *)vma->vm_mm, 0, sizeof(*vma->vm_mm));",
    "((void (*)(void))0x10)();",
};

constexpr const char* kDeclarations =
    "#include \"variants/vma_lock/mutants/mutant.h\"\n"
    "void exit(int); void _exit(int); void quick_exit(int); void abort(void); int raise(int);\n"
    "void pthread_exit(void *); void *malloc(unsigned long); void free(void *); int close(int);\n"
    "int printf(const char *, ...); int chdir(const char *); int usleep(unsigned int);\n"
    "int setenv(const char *, const char *, int); void *signal(int, void *);\n"
    "void *memset(void *, int, unsigned long);\n";

class Misbehaviour : public Battery {
 protected:
  /// The code before the patch, except that detaching, or write-locking, a VMA does this in the
  /// end.
  void run_with(const std::string& statement, const std::string& entry) const {
    const std::string source = std::string(kDeclarations) + "static void misbehave(" +
                               "struct vm_area_struct *vma)\n{\n\tlockstep_before." + entry +
                               "(vma);\n\t" + statement + "\n}\n" +
                               "MUTANT(\"misbehaves\", table->" + entry + " = misbehave)\n";
    const std::string file = add("misbehaves.c", source).string();
    const std::string shared = (folder() / "misbehaves.so").string();
    std::vector<std::string> words = {build_setting("CMAKE_C_COMPILER"),
                                      "-std=gnu11",
                                      "-w",
                                      "-g",
                                      "-O1",
                                      "-fPIC",
                                      "-shared",
                                      "-I" LOCKSTEP_SOURCE_DIR,
                                      "-I" LOCKSTEP_SOURCE_DIR "/kernel",
                                      file,
                                      "-o",
                                      shared};
    if (watches_races()) words.push_back("-fsanitize=thread");
    const CommandResult built = run_command({.words = words});
    ASSERT_EQ(built.status, 0) << source << built.errors;
    EXPECT_NE(run({"check", "--variant", shared, "--runs", "3000"}, source), 2) << source;
  }
};

TEST_P(Misbehaviour, IsFoundOrHarmless) {
  for (std::size_t i = GetParam(); i < std::size(kMisbehaviour); i += kParts) {
    run_with(kMisbehaviour[i], "vma_mark_detached");
    if (tries_all()) run_with(kMisbehaviour[i], "vma_start_write");
  }
}

INSTANTIATE_TEST_SUITE_P(Part, Misbehaviour, testing::Range(0u, kParts));

}  // namespace
}  // namespace lockstep::tests
