// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/patch_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lockstep/base/files.h"
#include "tests/temporary_folder.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
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

class PatchFileReading : public ::testing::Test {
 protected:
  std::vector<std::string> origins(const std::string& content) {
    std::vector<std::string> origins;
    for (const Patch& patch : read(content).patches) origins.push_back(patch.origin);
    return origins;
  }

  PatchFile read(const std::string& content) {
    folder_.add("p", content);
    return read_here("p");
  }

  PatchFile read_here(const std::string& name) {
    PatchFile found = read_patch_file(folder_.path() / name, scratch_);
    for (Patch& patch : found.patches) {
      const std::string where = (folder_.path() / "").string();
      if (patch.origin.starts_with(where)) patch.origin.erase(0, where.size());
    }
    return found;
  }

  std::string error(const std::string& content) {
    try {
      read(content);
    } catch (const InputError& error) {
      return error.what();
    }
    return "read";
  }

  const TemporaryFolder folder_;
  const ScratchFolder scratch_;
};

TEST_F(PatchFileReading, TakesAPlainDiff) {
  const std::vector<Patch> patches = read("\n" + diff_of("new")).patches;
  ASSERT_EQ(patches.size(), 1u);
  EXPECT_EQ(patches[0].origin, "p");
  EXPECT_EQ(content_of(patches[0].diff), "\n" + diff_of("new"));
}

TEST_F(PatchFileReading, TakesAMailWithoutTheLineThatStartsAMailbox) {
  EXPECT_THAT(
      origins("From: A <a@example.org>\nSubject: [PATCH] mm: x\n\nWhy.\n---\n" + diff_of("new")),
      ElementsAre("p: \"[PATCH] mm: x\""));
}

TEST_F(PatchFileReading, TakesAMaildir) {
  std::filesystem::create_directories(folder_.path() / "box" / "cur");
  std::filesystem::create_directories(folder_.path() / "box" / "new");
  const std::string start = "From nobody Thu Jan  1 00:00:00 1970\n";
  folder_.add("box/cur/1", patch_mail("[PATCH 2/2] mm: two", "b").substr(start.size()));
  folder_.add("box/new/2", patch_mail("[PATCH 1/2] mm: one", "a").substr(start.size()));
  const PatchFile found = read_here("box");
  ASSERT_EQ(found.patches.size(), 2u);
  EXPECT_EQ(found.patches[0].origin, "box: \"[PATCH 1/2] mm: one\"");
}

TEST_F(PatchFileReading, PutsASeriesInTheOrderOfItsNumbers) {
  EXPECT_THAT(origins(patch_mail("[PATCH v2 10/11] mm: ten", "b") +
                      patch_mail("[PATCH v2 9/11] mm: nine", "a")),
              ElementsAre("p: \"[PATCH v2 9/11] mm: nine\"", "p: \"[PATCH v2 10/11] mm: ten\""));
}

TEST_F(PatchFileReading, PassesOverCoverLettersWhateverIsInThem) {
  EXPECT_THAT(origins(mail("[PATCH v2 0/1] mm: cover", "Interdiff:\n\n" + diff_of("other")) +
                      patch_mail("[PATCH v2 1/1] mm: x", "new")),
              ElementsAre("p: \"[PATCH v2 1/1] mm: x\""));
}

TEST_F(PatchFileReading, PassesOverAnswersAndNamesThoseWithADiff) {
  const PatchFile found =
      read(patch_mail("[PATCH 1/1] mm: x", "new") + mail("Re: [PATCH 1/1] mm: x", "Why?\n") +
           patch_mail("[list] Re: [PATCH 1/1] mm: x", "other"));
  ASSERT_EQ(found.patches.size(), 1u);
  EXPECT_EQ(found.patches[0].origin, "p: \"[PATCH 1/1] mm: x\"");
  EXPECT_THAT(found.answers, ElementsAre("[list] Re: [PATCH 1/1] mm: x"));
}

// As `git am` does; the place in its subject is that of what it answers.
TEST_F(PatchFileReading, TakesAnAnswerIfThatIsAllThereIs) {
  const PatchFile found =
      read(mail("Re: [PATCH 2/3] mm: x", "> quoted\n\nLike this?\n\n-- >8 --\n" + diff_of("new")));
  ASSERT_EQ(found.patches.size(), 1u);
  EXPECT_FALSE(found.patches[0].subject.place);
  EXPECT_THAT(found.answers, ElementsAre());
}

TEST_F(PatchFileReading, TakesTheSubjectBelowScissors) {
  EXPECT_THAT(origins(mail("Re: [PATCH 2/3] mm: x",
                           "Like this?\n\n-- >8 --\nSubject: [PATCH] mm: y\n\nWhy.\n---\n" +
                               diff_of("new"))),
              ElementsAre("p: \"[PATCH] mm: y\""));
}

TEST_F(PatchFileReading, IsDecoded) {
  const std::vector<Patch> patches =
      read(mail("=?UTF-8?q?[PATCH]_mm:_J=C3=B6rg?=",
                "Why.\n---\n--- a/file\n+++ b/file\n@@ -1 +1 @@\n-old\n+x =3D\n 1;\n",
                "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                "Content-Transfer-Encoding: quoted-printable\n"))
          .patches;
  ASSERT_EQ(patches.size(), 1u);
  EXPECT_EQ(patches[0].origin, "p: \"[PATCH] mm: Jörg\"");
  EXPECT_THAT(content_of(patches[0].diff), HasSubstr("\n+x =\n 1;\n"));
}

// Some mail programs end the lines of what they encode so.
TEST_F(PatchFileReading, LosesCarriageReturnsThatWereEncoded) {
  const std::string encoding = "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n";
  const std::string
      in_base64 =  // "---\r\n--- a/file\r\n+++ b/file\r\n@@ -1 +1 @@\r\n-old\r\n+new\r\n"
      "LS0tDQotLS0gYS9maWxlDQorKysgYi9maWxlDQpAQCAtMSArMSBAQA0KLW9sZA0KK25ldw0K\n";
  const std::string quoted =
      "---=0D\n--- a/file=0D\n+++ b/file=0D\n@@ -1 +1 @@=0D\n-old=0D\n+new=0D\n";
  for (const auto& [name, body] :
       {std::pair("base64", in_base64), std::pair("quoted-printable", quoted)}) {
    const PatchFile found =
        read(mail("[PATCH] mm: x", body, encoding + "Content-Transfer-Encoding: " + name + "\n"));
    ASSERT_EQ(found.patches.size(), 1u);
    EXPECT_THAT(content_of(found.patches[0].diff), HasSubstr(diff_of("new"))) << name;
  }
}

TEST_F(PatchFileReading, LosesCarriageReturnsOfAllLines) {
  std::string diff = diff_of("new");
  for (std::size_t at = 0; (at = diff.find('\n', at)) != std::string::npos; at += 2) {
    diff.insert(at, "\r");
  }
  EXPECT_EQ(content_of(read(diff).patches.at(0).diff), diff_of("new"));
  EXPECT_THAT(content_of(read(mail("[PATCH] mm: x", "---\r\n" + diff)).patches.at(0).diff),
              HasSubstr(diff_of("new")));
}

TEST_F(PatchFileReading, TakesThePlainOneOfTwoAlternatives) {
  const std::string header =
      "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"b\"\n";
  const std::string html =
      "--b\nContent-Type: text/html\n\n<pre>\n---\n" + diff_of("new") + "</pre>\n\n";
  const std::string plain = "--b\nContent-Type: text/plain\n\n---\n" + diff_of("new") + "\n";
  for (const std::string& body : {html + plain, plain + html}) {
    const std::string diff =
        content_of(read(mail("[PATCH] mm: x", body + "--b--\n", header)).patches.at(0).diff);
    EXPECT_THAT(diff, HasSubstr(diff_of("new")));
    EXPECT_EQ(diff.find("@@"), diff.rfind("@@") - 9) << diff;  // one hunk
  }
}

TEST_F(PatchFileReading, IsRefusedIfThereIsNoDiffInIt) {
  const std::string flat = "[PATCH] mm: x --- --- a/file +++ b/file @@ -1 +1 @@ -old +new";
  for (const std::string& content :
       {std::string(""), std::string("hello\n"), mail("hello", "no diff\n"), std::string(9, '\0'),
        mail("[PATCH 0/1] mm: cover", diff_of("other")), flat, mail("[PATCH] mm: x", flat),
        mail("[PATCH] mm: x", "<pre>\n---\n" + diff_of("new"), "Content-Type: text/html\n")}) {
    EXPECT_THAT(error(content), EndsWith("p: expected a diff, a mail with one, or a mailbox of "
                                         "these, found none"))
        << content;
  }
}

TEST_F(PatchFileReading, NamesWhatIsNoPatchAtAll) {
  EXPECT_THAT(error("\x1f\x8b\x08"), EndsWith("found compressed by gzip"));
  EXPECT_THAT(error("<!doctype html>\n<pre>" + diff_of("new")), EndsWith("found an HTML page"));
}

}  // namespace
}  // namespace lockstep
