// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/mail_parts.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace lockstep
