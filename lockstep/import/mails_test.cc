// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/mails.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/program/files.h"
#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string diff_of(const std::string& line) {
  return "--- a/file\n+++ b/file\n@@ -1 +1 @@\n-old\n+" + line + "\n";
}

std::string mail(const std::string& subject, const std::string& body,
                 const std::string& more_header = "") {
  return "From nobody Thu Jan  1 00:00:00 1970\nFrom: A <a@example.org>\nSubject: " + subject +
         "\n" + more_header + "\n" + body + "\n";
}

std::string patch_mail(const std::string& subject, const std::string& line) {
  return mail(subject, "Why.\n---\n file | 2 +-\n\n" + diff_of(line) + "-- \n2.39.5\n");
}

class PatchFile : public ::testing::Test {
 protected:
  std::vector<std::string> origins(const std::string& content) {
    std::vector<std::string> origins;
    for (const Patch& patch : read(content)) origins.push_back(patch.origin);
    return origins;
  }

  std::vector<Patch> read(const std::string& content) {
    folder_.add("p", content);
    std::vector<Patch> patches = read_patch_file(folder_.path() / "p", scratch_);
    for (Patch& patch : patches) {
      const std::string where = (folder_.path() / "").string();
      if (patch.origin.starts_with(where)) patch.origin.erase(0, where.size());
    }
    return patches;
  }

  const TemporaryFolder folder_;
  const ScratchFolder scratch_;
};

TEST_F(PatchFile, MayBeAPlainDiff) {
  const std::vector<Patch> patches = read("\n" + diff_of("new"));
  ASSERT_EQ(patches.size(), 1u);
  EXPECT_EQ(patches[0].origin, "p");
  EXPECT_EQ(content_of(patches[0].diff), "\n" + diff_of("new"));
}

TEST_F(PatchFile, MayBeAMailWithoutTheLineThatStartsAMailbox) {
  EXPECT_THAT(
      origins("From: A <a@example.org>\nSubject: [PATCH] mm: x\n\nWhy.\n---\n" + diff_of("new")),
      ElementsAre("p: \"[PATCH] mm: x\""));
}

TEST_F(PatchFile, IsInTheOrderOfItsNumbers) {
  EXPECT_THAT(origins(patch_mail("[PATCH v2 10/11] mm: ten", "b") +
                      patch_mail("[PATCH v2 9/11] mm: nine", "a")),
              ElementsAre("p: \"[PATCH v2 9/11] mm: nine\"", "p: \"[PATCH v2 10/11] mm: ten\""));
}

TEST_F(PatchFile, IsInItsOwnOrderIfNotAllAreNumbered) {
  EXPECT_THAT(origins(patch_mail("[PATCH 2/2] mm: two", "b") + patch_mail("mm: any", "a")),
              ElementsAre("p: \"[PATCH 2/2] mm: two\"", "p: \"mm: any\""));
}

TEST_F(PatchFile, IsReadWithoutCoverLettersAndAnswers) {
  EXPECT_THAT(origins(mail("[PATCH 0/1] mm: cover", "Hello.\n") +
                      patch_mail("Re: [PATCH 1/1] mm: x", "other") +
                      patch_mail("[PATCH 1/1] mm: x", "new")),
              ElementsAre("p: \"[PATCH 1/1] mm: x\""));
}

TEST_F(PatchFile, IsDecoded) {
  const std::vector<Patch> patches =
      read(mail("=?UTF-8?q?[PATCH]_mm:_J=C3=B6rg?=",
                "Why.\n---\n--- a/file\n+++ b/file\n@@ -1 +1 @@\n-old\n+x =3D\n 1;\n",
                "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                "Content-Transfer-Encoding: quoted-printable\n"));
  ASSERT_EQ(patches.size(), 1u);
  EXPECT_EQ(patches[0].origin, "p: \"[PATCH] mm: Jörg\"");
  EXPECT_THAT(content_of(patches[0].diff), HasSubstr("\n+x =\n 1;\n"));
}

TEST_F(PatchFile, IsRefusedIfThereIsNoDiffInIt) {
  for (const std::string& content : {std::string(""), std::string("hello\n"),
                                     mail("hello", "no diff\n"), std::string(9, '\0')}) {
    try {
      read(content);
      ADD_FAILURE() << content;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), HasSubstr("expected a diff, a mail with one, or a mailbox"));
    }
  }
}

TEST(PlaceInSeries, IsTheNumberInTheBrackets) {
  EXPECT_EQ(place_in_series("[PATCH 2/3] mm: x"), 2);
  EXPECT_EQ(place_in_series("[RFC PATCH v3 07/18] mm: x"), 7);
  EXPECT_EQ(place_in_series("[PATCH 0/3] cover"), 0);
  EXPECT_EQ(place_in_series("[PATCH] mm: 1/2"), -1);
  EXPECT_EQ(place_in_series("mm: [1/2]"), -1);
  EXPECT_EQ(place_in_series("[PATCH 99999999999999/1]"), -1);
}

}  // namespace
}  // namespace lockstep
