// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/patch_series.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/program/files.h"
#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string lines(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i) text += std::to_string(i) + "\n";
  return text;
}

const KernelSources kSources = {
    "HEAD", "a commit", {{"include/linux/mmap_lock.h", "old\n"}, {"mm/mmap_lock.c", lines(1, 30)}}};

class Patching : public ::testing::Test {
 protected:
  PatchedSources apply(const std::vector<std::string>& contents) {
    std::vector<std::filesystem::path> files;
    for (const std::string& content : contents) {
      files.push_back(folder_.add(std::to_string(files.size()) + ".patch", content));
    }
    return apply_patches(kSources, files);
  }

  std::string error(const std::vector<std::string>& contents) {
    try {
      apply(contents);
    } catch (const InputError& error) {
      return error.what();
    }
    return "applied";
  }

  const TemporaryFolder folder_;
};

std::string header_diff(const std::string& from, const std::string& to) {
  return "--- a/include/linux/mmap_lock.h\n+++ b/include/linux/mmap_lock.h\n@@ -1 +1 @@\n-" + from +
         "\n+" + to + "\n";
}

TEST_F(Patching, ChangesNothingWithoutPatches) {
  EXPECT_EQ(apply({}).sources.files, kSources.files);
  EXPECT_EQ(apply({}).sources.name, "HEAD");
}

TEST_F(Patching, AppliesFilesInTheOrderGiven) {
  const PatchedSources patched = apply({header_diff("old", "new"), header_diff("new", "newer")});
  EXPECT_EQ(patched.sources.files.at("include/linux/mmap_lock.h"), "newer\n");
  EXPECT_EQ(patched.sources.files.at("mm/mmap_lock.c"), lines(1, 30));
  EXPECT_EQ(patched.sources.name, "HEAD + 0.patch + 1.patch");
  EXPECT_THAT(patched.other_files, IsEmpty());
}

TEST_F(Patching, TakesDiffsWithoutPrefixes) {
  const std::string diff =
      "--- include/linux/mmap_lock.h\n+++ include/linux/mmap_lock.h\n@@ -1 +1 @@\n-old\n+new\n";
  EXPECT_EQ(apply({diff}).sources.files.at("include/linux/mmap_lock.h"), "new\n");
}

TEST_F(Patching, LeavesOtherFilesAsideAndNamesThem) {
  const PatchedSources patched =
      apply({header_diff("old", "new") + "--- a/mm/vma.c\n+++ b/mm/vma.c\n@@ -1 +1 @@\n-x\n+y\n"
                                         "--- /dev/null\n+++ b/mm/new.c\n@@ -0,0 +1 @@\n+z\n"});
  EXPECT_EQ(patched.sources.files.size(), 2u);
  EXPECT_THAT(patched.other_files, ElementsAre("mm/new.c", "mm/vma.c"));
}

TEST_F(Patching, NamesTheHunkThatFails) {
  const std::string diff =
      "--- a/mm/mmap_lock.c\n+++ b/mm/mmap_lock.c\n"
      "@@ -1,3 +1,3 @@\n 1\n-2\n+two\n 3\n"
      "@@ -20,3 +20,3 @@\n 20\n-twentyone\n+21\n 22\n";
  EXPECT_THAT(error({diff}),
              EndsWith("0.patch does not apply: mm/mmap_lock.c, hunk 2 (@@ -20,3 +20,3 @@)"));
  EXPECT_THAT(error({"From: A <a@example.org>\nSubject: [PATCH 1/2] mm: x\n\n---\n" + diff}),
              EndsWith("0.patch: \"[PATCH 1/2] mm: x\" does not apply: mm/mmap_lock.c, hunk 2 "
                       "(@@ -20,3 +20,3 @@)"));
}

TEST_F(Patching, NamesAPatchThatIsBroken) {
  EXPECT_THAT(error({"--- a/mm/mmap_lock.c\n+++ b/mm/mmap_lock.c\n@@ -1,3 +1,3 @@\n 1\n-2\n"}),
              HasSubstr("0.patch: corrupt patch at line"));
  EXPECT_THAT(error({header_diff("old", "new"), "hello\n"}), HasSubstr("1.patch: expected a diff"));
}

TEST_F(Patching, DoesNotCareForARepositoryAroundTheTemporaryFolder) {
  // As in TMPDIR=~/linux/tmp, where git would apply nothing that lies outside of the subfolder.
  const auto inside = folder_.path() / "repository" / "tmp";
  std::filesystem::create_directories(inside / ".." / ".git" / "objects");
  std::filesystem::create_directories(inside / ".." / ".git" / "refs");
  folder_.add("repository/.git/HEAD", "ref: refs/heads/main\n");
  folder_.add("repository/.git/config", "[core]\n\trepositoryformatversion = 0\n");
  const char* const before = getenv("TMPDIR");
  const std::string saved = before ? before : "";
  setenv("TMPDIR", inside.c_str(), 1);
  EXPECT_EQ(apply({header_diff("old", "new")}).sources.files.at("include/linux/mmap_lock.h"),
            "new\n");
  before ? setenv("TMPDIR", saved.c_str(), 1) : unsetenv("TMPDIR");
}

}  // namespace
}  // namespace lockstep
