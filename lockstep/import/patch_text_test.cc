// SPDX-License-Identifier: GPL-2.0-only
#include <gtest/gtest.h>

#include "lockstep/import/patch_file.h"

namespace lockstep {
namespace {

TEST(MailParts, StayAsTheyAreIfNoneIsHtml) {
  for (const std::string mail :
       {"", "From: a\n", "From: a\n\nhello\n", "From: a\r\nContent-Type: text/plain\r\n\r\nhello",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
        "text/x-patch\n\nx\n--b--\n",
        "Subject: Content-Type: text/html\n\nContent-Type: text/html\n\n<p>\n"}) {
    EXPECT_EQ(without_html(mail), mail);
  }
}

TEST(MailParts, AreDroppedIfTheyAreHtml) {
  const std::string start =
      "From: a\nContent-Type: multipart/alternative;\n\tboundary=\"b b\"\n\n"
      "--b b\ncontent-type: TEXT/HTML; charset=utf-8\nX: y\n\n";
  const std::string rest = "--b b\nContent-Type: text/plain\n\nhello\n--b b--\nend\n";
  EXPECT_EQ(without_html(start + "<p>\n</p>\n" + rest), start + rest);
}

TEST(MailParts, MayLieInEachOther) {
  const std::string before =
      "Content-Type: multipart/mixed; boundary=a\n\n--a\n"
      "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n";
  const std::string after = "--b--\n--a\nContent-Type: text/x-patch\n\ndiff\n--a--\n";
  EXPECT_EQ(without_html(before + "<p>\n" + after), before + after);
}

TEST(MailParts, AreNothingOfAMailThatIsHtml) {
  EXPECT_EQ(without_html("Content-Type: text/html\n\n<pre>\ndiff\n"),
            "Content-Type: text/html\n\n");
}

using namespace std::literals;

TEST(PatchText, IsNoneIfItIsSomethingElse) {
  EXPECT_EQ(what_is_no_patch("\x1f\x8b\x08\0x"sv), "compressed by gzip");
  EXPECT_EQ(what_is_no_patch("BZh91AY"), "compressed by bzip2");
  EXPECT_EQ(what_is_no_patch("\xfd"
                             "7zXZ\0x"sv),
            "compressed by xz");
  EXPECT_EQ(what_is_no_patch("\x28\xb5\x2f\xfd x"), "compressed by zstd");
  EXPECT_EQ(what_is_no_patch("PK\x03\x04x"), "a zip archive");
  EXPECT_EQ(what_is_no_patch("\xff\xfe-\0"sv), "text in UTF-16");
  EXPECT_EQ(what_is_no_patch("\n <!DOCTYPE html>\n"), "an HTML page");
  EXPECT_EQ(what_is_no_patch("<?xml version=\"1.0\"?><html xmlns=\"x\">"), "an HTML page");
}

TEST(PatchText, MayBeAnythingElse) {
  for (const char* const text : {"", "hello\n", "From a\n", "--- a/x\n", "<a@example.org>\n"}) {
    EXPECT_EQ(what_is_no_patch(text), "");
  }
}

TEST(PatchText, IsAPlainDiffIfItStartsLikeOne) {
  for (const char* const text : {"diff --git a/x b/x\n", "\n--- a/x\n", "\r\nIndex: x\n"}) {
    EXPECT_TRUE(is_plain_diff(text)) << text;
  }
  for (const char* const text : {"", "From: a\n\n---\n", "---\n", "text\n--- a/x\n"}) {
    EXPECT_FALSE(is_plain_diff(text)) << text;
  }
}

TEST(PatchText, LosesCarriageReturnsOnlyIfAllLinesHaveThem) {
  EXPECT_EQ(without_carriage_returns("a\r\nb\r\n"), "a\nb\n");
  EXPECT_EQ(without_carriage_returns("a\r\nb\n"), "a\r\nb\n");
  EXPECT_EQ(without_carriage_returns("\na\r\n"), "\na\r\n");
  EXPECT_EQ(without_carriage_returns(""), "");
  EXPECT_EQ(without_byte_order_mark("\xef\xbb\xbf--- a"), "--- a");
}

}  // namespace
}  // namespace lockstep
