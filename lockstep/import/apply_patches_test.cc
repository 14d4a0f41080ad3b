// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/apply_patches.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/base/files.h"
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

/// Two files that are taken, and one that is not.
const KernelSources kSources = {
    "HEAD",
    "a commit",
    {{"include/linux/mmap_lock.h", "old\n"}, {"mm/mmap_lock.c", lines(1, 30)}},
    [](const std::string& name) {
      return name == "tools/mm/mmap_lock.c" ? std::optional<std::string>("x\n") : std::nullopt;
    }};

class Patching : public ::testing::Test {
 protected:
  PatchedSources apply(const std::vector<std::string>& contents,
                       MissingPatches missing = MissingPatches::kRefused) {
    std::vector<std::filesystem::path> files;
    for (const std::string& content : contents) {
      files.push_back(folder_.add(std::to_string(files.size()) + ".patch", content));
    }
    return apply_patches(kSources, files, missing);
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
  EXPECT_THAT(patched.not_taken, IsEmpty());
}

TEST_F(Patching, TakesDiffsWithoutPrefixes) {
  const std::string diff =
      "--- include/linux/mmap_lock.h\n+++ include/linux/mmap_lock.h\n@@ -1 +1 @@\n-old\n+new\n";
  EXPECT_EQ(apply({diff}).sources.files.at("include/linux/mmap_lock.h"), "new\n");
}

// Such diffs name files nowhere but in a line that has to be cut apart.
TEST_F(Patching, TakesDiffsThatOnlyChangeModesOrAreOfTheTopFolder) {
  const std::string mode = "old mode 100644\nnew mode 100755\n";
  EXPECT_THAT(apply({header_diff("old", "new") + "diff --git a/tool b/tool\n" + mode}).not_taken,
              ElementsAre("tool"));
  EXPECT_THAT(apply({"diff --git a/tool b/tool\n" + mode}).not_taken, ElementsAre("tool"));
  const std::string without_prefix =
      "diff --git include/linux/mmap_lock.h include/linux/mmap_lock.h\n"
      "--- include/linux/mmap_lock.h\n+++ include/linux/mmap_lock.h\n@@ -1 +1 @@\n-old\n+new\n";
  const PatchedSources patched = apply({without_prefix + "diff --git tool tool\n" + mode});
  EXPECT_THAT(patched.not_taken, ElementsAre("tool"));
  EXPECT_EQ(patched.sources.files.at("include/linux/mmap_lock.h"), "new\n");
}

TEST_F(Patching, ComesToAnEndWhereFilesAreRenamedInACircle) {
  const auto rename = [](const std::string& from, const std::string& to) {
    return "diff --git a/" + from + " b/" + to + "\nsimilarity index 100%\nrename from " + from +
           "\nrename to " + to + "\n";
  };
  const std::vector<std::string> circle = {rename("mm/mmap_lock.c", "mm/b.c"),
                                           rename("mm/b.c", "mm/c.c"), rename("mm/c.c", "mm/b.c")};
  EXPECT_EQ(apply(circle).sources.place_of(kTreeFiles[0]), "mm/b.c");
  std::string removal = "--- a/mm/b.c\n+++ /dev/null\n@@ -1,30 +0,0 @@\n";
  for (int i = 1; i <= 30; ++i) removal += "-" + lines(i, i);
  EXPECT_THAT(error({circle[0], circle[1], circle[2], removal}),
              EndsWith("3.patch removes mm/mmap_lock.c: there is nothing left to compare"));
}

TEST_F(Patching, LeavesOtherFilesAsideAndNamesThem) {
  const PatchedSources patched =
      apply({header_diff("old", "new") + "--- a/mm/vma.c\n+++ b/mm/vma.c\n@@ -1 +1 @@\n-x\n+y\n"
                                         "--- /dev/null\n+++ b/mm/new.c\n@@ -0,0 +1 @@\n+z\n"});
  EXPECT_EQ(patched.sources.files.size(), 2u);
  EXPECT_THAT(patched.not_taken, ElementsAre("mm/new.c", "mm/vma.c"));
}

std::string c_diff(const std::string& from, const std::string& to) {
  return "--- " + from + "\n+++ " + to + "\n@@ -1,3 +1,3 @@\n 1\n-2\n+two\n 3\n";
}

std::string mail(const std::string& subject, const std::string& diff) {
  return "From nobody Thu Jan  1 00:00:00 1970\nFrom: A <a@example.org>\nSubject: " + subject +
         "\n\n---\n" + diff + "\n";
}

// As git does.
TEST_F(Patching, FollowsARename) {
  const PatchedSources patched =
      apply({"diff --git a/mm/mmap_lock.c b/mm/vma_lock.c\nsimilarity index 90%\n"
             "rename from mm/mmap_lock.c\nrename to mm/vma_lock.c\n" +
                 c_diff("a/mm/mmap_lock.c", "b/mm/vma_lock.c"),
             "--- a/mm/vma_lock.c\n+++ b/mm/vma_lock.c\n@@ -4,3 +4,3 @@\n 4\n-5\n+five\n 6\n"});
  EXPECT_EQ(patched.sources.files.size(), 2u);
  EXPECT_THAT(patched.sources.files.at("mm/vma_lock.c"), HasSubstr("1\ntwo\n3\n4\nfive\n6\n"));
  EXPECT_EQ(patched.sources.place_of(kTreeFiles[0]), "mm/vma_lock.c");
  EXPECT_EQ(patched.sources.place_of(kTreeFiles[1]), "include/linux/mmap_lock.h");
  EXPECT_THAT(patched.not_taken, IsEmpty());
}

TEST_F(Patching, FindsAFileThatWasRemovedAndAddedElsewhere) {
  const PatchedSources patched = apply(
      {"--- a/include/linux/mmap_lock.h\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n"
       "--- /dev/null\n+++ b/include/linux/other.h\n@@ -0,0 +1 @@\n+other\n"
       "--- /dev/null\n+++ b/include/linux/vma_lock.h\n@@ -0,0 +1 @@\n+void vma_end_read();\n"});
  EXPECT_EQ(patched.sources.place_of(kTreeFiles[1]), "include/linux/vma_lock.h");
  EXPECT_THAT(patched.not_taken, ElementsAre("include/linux/other.h"));
}

TEST_F(Patching, NamesThePatchThatRemovesAFile) {
  const std::string removal =
      "--- a/include/linux/mmap_lock.h\n+++ /dev/null\n@@ -1 +0,0 @@\n-old\n";
  EXPECT_THAT(error({removal}), EndsWith("0.patch removes include/linux/mmap_lock.h: there is "
                                         "nothing left to compare"));
  EXPECT_EQ(
      apply({removal, "--- /dev/null\n+++ b/include/linux/mmap_lock.h\n@@ -0,0 +1 @@\n+new\n"})
          .sources.files.at("include/linux/mmap_lock.h"),
      "new\n");
}

TEST_F(Patching, KeepsWhatIsAddedAtHandAndNamesIt) {
  const PatchedSources patched =
      apply({header_diff("old", "new") +
                 "--- /dev/null\n+++ b/include/linux/own.h\n@@ -0,0 +1 @@\n+own\n",
             "--- a/include/linux/own.h\n+++ b/include/linux/own.h\n@@ -1 +1 @@\n-own\n+owned\n"});
  EXPECT_EQ(patched.sources.find("include/linux/own.h"), "owned\n");
  EXPECT_THAT(patched.not_taken, ElementsAre("include/linux/own.h"));
}

TEST_F(Patching, FollowsNoLinks) {
  const PatchedSources patched =
      apply({"diff --git a/include/linux/own.h b/include/linux/own.h\nnew file mode 120000\n"
             "--- /dev/null\n+++ b/include/linux/own.h\n@@ -0,0 +1 @@\n+/etc/passwd\n"
             "\\ No newline at end of file\n"});
  EXPECT_EQ(patched.sources.find("include/linux/own.h"), std::nullopt);
}

TEST_F(Patching, ExpectsNamesAsInTheTopFolder) {
  for (const auto& [diff, name] :
       {std::pair(c_diff("a/linux/mm/mmap_lock.c", "b/linux/mm/mmap_lock.c"),
                  "linux/mm/mmap_lock.c"),
        std::pair(c_diff("a/mmap_lock.c", "b/mmap_lock.c"), "mmap_lock.c"),
        std::pair(c_diff("a/x/y/z/mm/mmap_lock.c", "b/x/y/z/mm/mmap_lock.c"),
                  "x/y/z/mm/mmap_lock.c")}) {
    EXPECT_THAT(error({diff}), EndsWith(std::string("0.patch: there is no ") + name +
                                        " in the tree: expected names as in its top folder, "
                                        "a/mm/mmap_lock.c and b/mm/mmap_lock.c"));
  }
}

TEST_F(Patching, LeavesAFileAsideThatOnlyEndsLikeOurs) {
  const PatchedSources patched =
      apply({"--- a/tools/mm/mmap_lock.c\n+++ b/tools/mm/mmap_lock.c\n@@ -1 +1 @@\n-x\n+y\n"
             "--- /dev/null\n+++ b/tools/include/linux/mmap_lock.h\n@@ -0,0 +1 @@\n+z\n"});
  EXPECT_EQ(patched.sources.files, kSources.files);
  EXPECT_THAT(patched.not_taken,
              ElementsAre("tools/include/linux/mmap_lock.h", "tools/mm/mmap_lock.c"));
}

TEST_F(Patching, TakesAWholeSeriesOnly) {
  const std::string first = mail("[PATCH v2 1/3] mm: a", header_diff("old", "a"));
  const std::string second = mail("[PATCH v2 2/3] mm: b", header_diff("a", "b"));
  const std::string third =
      mail("[PATCH v2 3/3] mm: c", c_diff("a/mm/mmap_lock.c", "b/mm/mmap_lock.c"));
  EXPECT_THAT(error({first + third}),
              EndsWith("0.patch: of a series, [PATCH v2 2/3] is missing: expected all of it, or "
                       "--partial-series"));
  EXPECT_THAT(error({first}), HasSubstr("[PATCH v2 2/3], [PATCH v2 3/3] are missing"));
  EXPECT_THAT(error({mail("[PATCH 7/80] mm: a", header_diff("old", "a"))}),
              HasSubstr("[PATCH 5/80] and 74 more are missing"));
  EXPECT_EQ(apply({third + first + second}).sources.files.at("include/linux/mmap_lock.h"), "b\n");
  EXPECT_EQ(apply({first, second, third}).sources.files.at("include/linux/mmap_lock.h"), "b\n");
  const PatchedSources part = apply({first + third}, MissingPatches::kAllowed);
  EXPECT_EQ(part.sources.files.at("include/linux/mmap_lock.h"), "a\n");
  EXPECT_THAT(part.not_taken, ElementsAre("[PATCH v2 2/3]"));
}

TEST_F(Patching, TakesNoPatchThatIsCutOff) {
  const std::string stat = " 2 files changed, 2 insertions(+), 2 deletions(-)\n\n";
  const std::string first = header_diff("old", "new");
  const std::string second = c_diff("a/mm/mmap_lock.c", "b/mm/mmap_lock.c");
  EXPECT_EQ(apply({mail("[PATCH] mm: x", stat + first + second)})
                .sources.files.at("include/linux/mmap_lock.h"),
            "new\n");
  EXPECT_THAT(
      error({mail("[PATCH] mm: x", stat + first)}),
      EndsWith("0.patch: \"[PATCH] mm: x\": its diffstat says 2 files, 2 insertions, 2 "
               "deletions, found 1 file, 1 insertion, 1 deletion: it is cut off (or edited: "
               "then take the diffstat out)"));
}

TEST_F(Patching, TakesAPatchOnce) {
  EXPECT_THAT(error({header_diff("old", "new"), header_diff("old", "new")}),
              ::testing::ContainsRegex("0.patch and .*1.patch are the same patch: expected one"));
}

TEST_F(Patching, TakesOneVersionOfAPatch) {
  const std::string first = mail("[PATCH] mm: x", header_diff("old", "new"));
  const std::string diff = c_diff("a/mm/mmap_lock.c", "b/mm/mmap_lock.c");
  const std::string second = mail("[PATCH v2] mm: x", diff);
  for (const std::vector<std::string>& files :
       {std::vector<std::string>{first + second}, std::vector<std::string>{first, second}}) {
    EXPECT_THAT(error(files),
                EndsWith("\"[PATCH v2] mm: x\" are two versions of a patch: expected one"));
  }
  EXPECT_EQ(error({first, mail("[PATCH v2] mm: y", diff)}), "applied");
}

TEST_F(Patching, NamesAnswersThatItPassesOver) {
  const PatchedSources patched = apply({mail("[PATCH] mm: x", header_diff("old", "new")) +
                                        mail("Re: [PATCH] mm: x", header_diff("new", "newer"))});
  EXPECT_EQ(patched.sources.files.at("include/linux/mmap_lock.h"), "new\n");
  ASSERT_EQ(patched.not_taken.size(), 1u);
  EXPECT_THAT(*patched.not_taken.begin(), ::testing::StartsWith("\"Re: [PATCH] mm: x\" in "));
}

TEST_F(Patching, NamesTheHunkThatFails) {
  const std::string diff =
      "--- a/mm/mmap_lock.c\n+++ b/mm/mmap_lock.c\n"
      "@@ -1,3 +1,3 @@\n 1\n-2\n+two\n 3\n"
      "@@ -20,3 +20,3 @@\n 20\n-twentyone\n+21\n 22\n";
  EXPECT_THAT(error({diff}),
              EndsWith("0.patch does not apply: mm/mmap_lock.c, hunk 2 (@@ -20,3 +20,3 @@)"));
  EXPECT_THAT(error({"From: A <a@example.org>\nSubject: [PATCH 1/1] mm: x\n\n---\n" + diff}),
              EndsWith("0.patch: \"[PATCH 1/1] mm: x\" does not apply: mm/mmap_lock.c, hunk 2 "
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
