// SPDX-License-Identifier: GPL-2.0-only
// What `cmake --install` installs works by itself. ci/package-test tests the same for the Debian
// package, without a checkout and a build.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/installation.h"
#include "tests/end_to_end/kernel_tree.h"
#include "tests/end_to_end/tested_build.h"
#include "tests/temporary_folder.h"

namespace lockstep::tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Installed, SaysWhatTheBuiltCommandSays) {
  const TemporaryFolder folder;
  const Installation installed(folder.path() / "prefix");
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"list"},
           {"check", "--no-faults", "--runs", "20000"},
           {"prove", "--tasks", "1", "--ops", "1", "--variant", "merged", "--config",
            "LOCKDEP=off"},
           {"replay", LOCKSTEP_SOURCE_DIR "/corpus/seeds/killed_twice.txt"}}) {
    const CommandResult run = installed.run(arguments);
    const CommandResult built = run_lockstep(arguments);
    EXPECT_EQ(run.status, built.status) << run.errors;
    EXPECT_EQ(run.output, built.output);
  }
}

TEST(Installed, HasTheSeededBugs) {
  const TemporaryFolder folder;
  const Installation installed(folder.path() / "prefix");
  const CommandResult run = installed.run({"mutants", "wait_dropped", "--runs", "20000"});
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("1 of 1 killed"));
  std::filesystem::remove_all(installed.file("lib/lockstep/mutants"));
  EXPECT_THAT(installed.run({"mutants"}).errors,
              HasSubstr("no seeded bugs in " + installed.file("lib/lockstep/mutants")));
}

TEST(Installed, HasExamplesAndDocumentation) {
  const TemporaryFolder folder;
  const Installation installed(folder.path() / "prefix");
  for (const char* const name :
       {"share/lockstep/reference/vma_lock/before.c", "share/lockstep/variants/vma_lock/v3.c",
        "share/lockstep/variants/vma_lock/mutants/wait_dropped.c",
        "share/lockstep/corpus/known/v3.txt", "share/doc/lockstep/README.md",
        "share/doc/lockstep/docs/packaging.md", "share/doc/lockstep/CHANGELOG.md",
        "share/doc/lockstep/LICENSE"}) {
    EXPECT_TRUE(std::filesystem::exists(installed.file(name))) << name;
  }
}

class InstalledImport : public KernelTree {};

TEST_F(InstalledImport, CompilesAgainstTheInstalledHeaders) {
  const Installation installed(folder() / "prefix");
  const auto compiler = make_compiler("exec \"$compiler\" \"$@\"");
  Command check = command({"check", "--tree", tree().string(), "--base", "base", "--head", "v3",
                           "--runs", "20000", "--compiler", compiler.string()});
  check.words[0] = installed.file("bin/lockstep");
  const CommandResult run = run_command(check);
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("mm/mmap_lock.c:"));
  EXPECT_THAT(compiler_log(), AllOf(HasSubstr(installed.file("include/lockstep/kernel")),
                                    Not(HasSubstr(LOCKSTEP_SOURCE_DIR "/kernel"))));
}

// Builds a CMake project in `language`, in build/ of the folder.
void build_project(const std::string& project, const Installation& installed,
                   const std::filesystem::path& folder, const std::string& language) {
  const std::string compiler = "CMAKE_" + language + "_COMPILER";
  const CommandResult configured = run_command(
      {.words = {"cmake", "-S", project, "-B", "build", "-DCMAKE_PREFIX_PATH=" + installed.file(""),
                 "-D" + compiler + "=" + build_setting(compiler)},
       .folder = folder,
       .environment = {}});
  ASSERT_EQ(configured.status, 0) << configured.errors;
  const CommandResult built =
      run_command({.words = {"cmake", "--build", "build"}, .folder = folder, .environment = {}});
  ASSERT_EQ(built.status, 0) << built.output << built.errors;
}

// The CMake project of docs/packaging.md, for a copy of v3.
TEST(Installed, IsFoundByCMakeProjects) {
  const TemporaryFolder folder;
  const Installation installed(folder.path() / "prefix");
  const std::string documented = content_of(LOCKSTEP_SOURCE_DIR "/docs/packaging.md");
  const std::string_view fence = "```cmake\n";
  const std::size_t begin = documented.find(fence) + fence.size();
  folder.add("CMakeLists.txt", documented.substr(begin, documented.find("```", begin) - begin));
  std::string source = content_of(installed.file("share/lockstep/variants/vma_lock/v3.c"));
  source = replaced(std::move(source), "lockstep_v3", "lockstep_implementation");
  folder.add("my_patch.c", source);

  ASSERT_NO_FATAL_FAILURE(build_project(folder.path(), installed, folder.path(), "C"));

  const CommandResult run = installed.run({"check", "--no-faults", "--runs", "20000", "--variant",
                                           (folder.path() / "build/my_patch.so").string()});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.errors, IsEmpty());
  EXPECT_THAT(run.output, AllOf(HasSubstr("fingerprint 88b7e0cdf833e033"),
                                HasSubstr("my_patch.c:22"), Not(HasSubstr("include/lockstep"))));
}

// The program of docs/model.md, which says what it prints.
TEST(Installed, ExploresModelsInProgramsOfOthers) {
  const TemporaryFolder folder;
  const Installation installed(folder.path() / "prefix");
  ASSERT_NO_FATAL_FAILURE(build_project(installed.file("share/lockstep/examples/model"), installed,
                                        folder.path(), "CXX"));

  const CommandResult run =
      run_command({.words = {"build/peterson"}, .folder = folder.path(), .environment = {}});
  EXPECT_EQ(run.status, 0) << run.errors;
  const std::string documented = content_of(LOCKSTEP_SOURCE_DIR "/docs/model.md");
  EXPECT_THAT(documented, HasSubstr("```console\n$ build/peterson\n" + run.output + "```"));
}

}  // namespace
}  // namespace lockstep::tests
