// SPDX-License-Identifier: GPL-2.0-only
// Series and mails as people have them. Either everything is applied as `git am` does, or one line
// says what is wrong, and a part of a series is never upheld.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/end_to_end/kernel_tree.h"

namespace lockstep::tests {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// A series of three patches that changes nothing that shows. The first two by themselves break the
/// lock.
class ImportedSeries : public KernelTree {
 protected:
  ImportedSeries() : KernelTree(Cache::kShared) {
    const std::string broken = replaced(source("base"), "== target, state)", ">= target, state)");
    add_state("one", broken);
    add_state("two", replaced(broken, "int err;", "int err = 0;"), "one");
    add_state("three", replaced(source("base"), "int err;", "int err = 0;"), "two");
    git({"format-patch", "--quiet", "--cover-letter", "--base=base", "--interdiff=base", "-o",
         (folder() / "out").string(), "base..three"});
    for (const char* const name :
         {"0000-cover-letter", "0001-mm-one", "0002-mm-two", "0003-mm-three"}) {
      mails_.push_back(content_of(folder() / "out" / (std::string(name) + ".patch")));
    }
  }

  const std::string& mail(unsigned place) const { return mails_.at(place); }

  /// That patch's mail, with another subject; the text of the subject is kept.
  std::string titled(unsigned place, const std::string& prefix) const {
    const std::string before = "Subject: [PATCH " + std::to_string(place) + "/3]";
    return replaced(mail(place), before, "Subject: " + prefix);
  }

  CommandResult check_mailbox(const std::string& content) const {
    std::ofstream(folder() / "series.mbox", std::ios::binary) << content;
    return check({"--base", "base", "--patch", "series.mbox"});
  }

  void expect_upheld(const std::string& content) const {
    const CommandResult run = check_mailbox(content);
    EXPECT_EQ(run.status, 0) << run.output << run.errors;
    EXPECT_THAT(run.output, HasSubstr("\n  changed, run        __vma_enter_exclusive_locked\n"));
  }

  void expect_refused(const std::string& content, const std::string& message) const {
    std::ofstream(folder() / "series.mbox", std::ios::binary) << content;
    expect_error({"check", "--tree", tree().string(), "--base", "base", "--patch", "series.mbox"},
                 message);
  }

 private:
  std::vector<std::string> mails_;
};

TEST_F(ImportedSeries, IsWholeOrRefused) {
  expect_upheld(mail(3) + mail(0) + mail(1) + mail(2));
  expect_refused(mail(1) + mail(3),
                 "series.mbox: of a series, [PATCH 2/3] is missing: expected all "
                 "of it, or --partial-series");
  expect_refused(mail(3), "[PATCH 1/3], [PATCH 2/3] are missing");
  expect_refused(mail(1) + mail(2), "[PATCH 3/3] is missing");
}

TEST_F(ImportedSeries, MayBeInSeveralFiles) {
  const CommandResult whole =
      check({"--base", "base", "--patch", "out/0001-mm-one.patch", "--patch",
             "out/0002-mm-two.patch", "--patch", "out/0003-mm-three.patch"});
  EXPECT_EQ(whole.status, 0) << whole.errors;
  expect_error({"check", "--tree", tree().string(), "--base", "base", "--patch",
                "out/0001-mm-one.patch", "--patch", "out/0003-mm-three.patch"},
               "of a series, [PATCH 2/3] is missing");
}

TEST_F(ImportedSeries, IsTakenInPartsIfAskedFor) {
  const CommandResult part =
      check({"--base", "two", "--patch", "out/0003-mm-three.patch", "--partial-series"});
  EXPECT_EQ(part.status, 1) << part.errors;  // the base is broken
  EXPECT_THAT(part.output,
              AllOf(HasSubstr("not compared        [PATCH 1/3], [PATCH 2/3]\n"),
                    HasSubstr("--patch out/0003-mm-three.patch --partial-series FILE\n")));
}

TEST_F(ImportedSeries, IsOfOneVersionAndOnce) {
  const std::string second = titled(1, "[PATCH v2 1/2]") + titled(2, "[PATCH v2 2/2]");
  expect_refused(mail(1) + mail(2) + mail(3) + second,
                 "series.mbox: [PATCH 1/3] and [PATCH v2 1/2] are not of one series");
  expect_refused(mail(1) + mail(1) + mail(2) + mail(3), "there are two patches [PATCH 1/3]");
  expect_refused(mail(1) + mail(2) + mail(3) + mail(1) + mail(2) + mail(3), "are the same patch");
}

TEST_F(ImportedSeries, IsToldByItsNumbersWhateverStandsBesideThem) {
  expect_upheld(titled(3, "[RFC][PATCH 3/3]") + titled(1, "[RFC][PATCH 1/3]") +
                titled(2, "[RFC][PATCH 2/3]"));
  expect_upheld(titled(2, "[RESEND] [PATCH v2 2/3]") + titled(1, "[RESEND] [PATCH v2 1/3]") +
                titled(3, "[RESEND] [PATCH v2 3/3]"));
  expect_upheld(titled(2, "[linux-mm] [PATCH 2/3]") + mail(3) + titled(1, "[PATCH RESEND 1/3]"));
  expect_refused(titled(3, "[RFC][PATCH 3/3]") + titled(1, "[RFC][PATCH 1/3]"),
                 "[PATCH 2/3] is missing");
}

// A thread as a mail program saves it.
TEST_F(ImportedSeries, IsFoundAmongAnswers) {
  const std::string quoted =
      "From nobody Thu Jan  1 00:00:00 1970\nFrom: B <b@example.org>\n"
      "In-Reply-To: <1@example.org>\n";
  const std::string answer =
      quoted +
      "Subject: [PATCH 2/3] mm: two\n\n> diff --git a/mm/mmap_lock.c b/mm/mmap_lock.c\n"
      "> --- a/mm/mmap_lock.c\n> +++ b/mm/mmap_lock.c\nLooks good.\n\n";
  expect_upheld(mail(0) + mail(1) + answer + mail(2) + mail(3));
  const CommandResult run =
      check_mailbox(mail(1) + mail(2) + titled(3, "Re: [PATCH 3/3]") + mail(3));
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, HasSubstr("\n  not compared        \"Re: [PATCH 3/3] mm: three\" in "
                                    "series.mbox\n"));
  expect_refused(mail(1) + mail(2) + titled(3, "Re: [PATCH 3/3]"), "[PATCH 3/3] is missing");
}

TEST_F(ImportedSeries, IsReadWithoutTheInterdiffOfItsCoverLetter) {
  const std::string interdiff = git({"diff", "base", "one"});
  expect_upheld(replaced(mail(0), "*** BLURB HERE ***\n", "Interdiff:\n\n" + interdiff) + mail(1) +
                mail(2) + mail(3));
}

/// One patch that changes nothing that shows, and one that lets readers in.
class ImportedMail : public KernelTree {
 protected:
  ImportedMail() : KernelTree(Cache::kShared) {
    add_state("same", replaced(source("base"), "int err;", "int err = 0;"));
    add_state("broken", replaced(source("base"), "== target, state)", ">= target, state)"));
  }

  std::string diff_of(const std::string& head) const { return git({"diff", "base", head}); }

  static std::string mail(const std::string& body, const std::string& more_header = "") {
    return "From: A <a@example.org>\nSubject: [PATCH] mm: x\n" + more_header + "\n" + body;
  }

  CommandResult check_patch(const std::string& content) const {
    std::ofstream(folder() / "p.patch", std::ios::binary) << content;
    return check({"--base", "base", "--patch", "p.patch"});
  }

  /// The patch has to be understood: one that breaks the lock is refuted, one that does not is
  /// upheld.
  template <typename Wrap>
  void expect_understood(Wrap wrap) const {
    const CommandResult same = check_patch(wrap(diff_of("same")));
    EXPECT_EQ(same.status, 0) << same.output << same.errors;
    EXPECT_THAT(same.output, HasSubstr("\n  changed, run        __vma_enter_exclusive_locked\n"));
    const CommandResult broken = check_patch(wrap(diff_of("broken")));
    EXPECT_EQ(broken.status, 1) << broken.output << broken.errors;
  }

  void expect_refused(const std::string& content, const std::string& message) const {
    std::ofstream(folder() / "p.patch", std::ios::binary) << content;
    expect_error({"check", "--tree", tree().string(), "--base", "base", "--patch", "p.patch"},
                 message);
    expect_no_temporary_path(content);
  }

  void expect_no_temporary_path(const std::string& content) const {
    const CommandResult run = check_patch(content);
    EXPECT_THAT(run.output + run.errors, Not(HasSubstr((folder() / "tmp").string())));
  }
};

std::string with_carriage_returns(std::string text) {
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
    text.insert(at, "\r");
  }
  return text;
}

TEST_F(ImportedMail, IsUnderstoodWithCarriageReturns) {
  expect_understood([](const std::string& diff) { return with_carriage_returns(diff); });
  expect_understood([](const std::string& diff) { return with_carriage_returns(mail(diff)); });
  expect_understood([](const std::string& diff) {
    std::string body = with_carriage_returns("Why.\n---\n" + diff);
    for (std::size_t at = 0; (at = body.find_first_of("=\r", at)) != std::string::npos; at += 3) {
      body.replace(at, 1, body[at] == '=' ? "=3D" : "=0D");
    }
    return mail(body,
                "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                "Content-Transfer-Encoding: quoted-printable\n");
  });
}

TEST_F(ImportedMail, IsUnderstoodBesideAnAlternativeInHtml) {
  const std::string header =
      "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"b\"\n";
  const auto html = [](const std::string& diff) {
    return "--b\nContent-Type: text/html\n\n<html><pre>\n---\n" + diff + "</pre></html>\n\n";
  };
  const auto plain = [](const std::string& diff) {
    return "--b\nContent-Type: text/plain\n\nWhy.\n---\n" + diff + "\n";
  };
  expect_understood(
      [&](const std::string& diff) { return mail(plain(diff) + html(diff) + "--b--\n", header); });
  expect_understood(
      [&](const std::string& diff) { return mail(html(diff) + plain(diff) + "--b--\n", header); });
  expect_refused(mail("<html><pre>\n---\n" + diff_of("broken"), "Content-Type: text/html\n"),
                 "p.patch: expected a diff, a mail with one, or a mailbox of these, found none");
}

TEST_F(ImportedMail, IsUnderstoodAsAnAttachment) {
  expect_understood([](const std::string& diff) {
    return mail(
        "--b\nContent-Type: text/plain\n\nSee below.\n\n--b\nContent-Type: text/x-patch\n"
        "Content-Disposition: attachment; filename=p.patch\n\n" +
            diff + "\n--b--\n",
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n");
  });
}

TEST_F(ImportedMail, IsUnderstoodBelowScissorsInAnAnswer) {
  expect_understood([](const std::string& diff) {
    return "From: A <a@example.org>\nSubject: Re: [PATCH 2/3] mm: other\n\n> Why not?\n\nLike "
           "this:\n\n-- >8 --\nSubject: [PATCH] mm: x\n\nWhy.\n---\n" +
           diff;
  });
}

TEST_F(ImportedMail, IsUnderstoodAsGitShowsItAndMercurialExportsIt) {
  expect_understood([](const std::string& diff) {
    return "commit 0123456789\nAuthor: A <a@example.org>\n\n    mm: x\n\n" + diff;
  });
  expect_understood([](const std::string& diff) {
    return "# HG changeset patch\n# User A <a@example.org>\n# Date 0 0\nmm: x\n\n" + diff;
  });
}

TEST_F(ImportedMail, IsUnderstoodInAMaildir) {
  std::filesystem::create_directories(folder() / "box" / "new");
  std::filesystem::create_directories(folder() / "box" / "cur");
  std::ofstream(folder() / "box" / "new" / "1") << mail("Why.\n---\n" + diff_of("broken"));
  EXPECT_EQ(check({"--base", "base", "--patch", "box"}).status, 1);
}

TEST_F(ImportedMail, IsRefusedIfItIsSomethingElse) {
  expect_refused(std::string("\x1f\x8b\x08\0\0", 5),
                 "p.patch: expected a diff, a mail with one, or a "
                 "mailbox of these, found compressed by gzip");
  expect_refused("<!DOCTYPE html>\n<html><body><pre>" + diff_of("same") + "</pre></body></html>\n",
                 "found an HTML page");
  std::string flat = diff_of("same");
  std::ranges::replace(flat, '\n', ' ');
  expect_refused(flat, "p.patch: git finds no diff in it");
  expect_refused("From: A <a@example.org> Subject: [PATCH] mm: x " + flat, "found none");
  expect_refused(mail("Why.\n---\n" + flat), "p.patch: \"[PATCH] mm: x\": git finds no diff in it");
}

TEST_F(ImportedMail, IsRefusedIfItIsDamaged) {
  const std::string diff = diff_of("same");
  for (const std::size_t cut : {3u, 20u, 60u}) {
    expect_refused(diff.substr(0, diff.size() - cut), "lockstep: p.patch");
  }
  std::string wrapped = diff;
  wrapped.insert(wrapped.find("int err = 0") + 3, "\n");
  expect_refused(wrapped, "lockstep: p.patch");
  std::string blanks = diff;
  for (std::size_t at = 0; (at = blanks.find('\t', at)) != std::string::npos;) {
    blanks.replace(at, 1, "    ");
  }
  expect_refused(blanks, "p.patch does not apply: mm/mmap_lock.c, hunk 1");
}

TEST_F(ImportedMail, IsUnderstoodIfItRenamesTheLocksFiles) {
  expect_understood([](const std::string& diff) {
    std::string rename = diff;
    const std::string from = "--- a/mm/mmap_lock.c\n+++ b/mm/mmap_lock.c\n";
    rename = replaced(rename, from, "--- a/mm/mmap_lock.c\n+++ b/mm/vma_lock.c\n");
    rename = replaced(rename, "diff --git a/mm/mmap_lock.c b/mm/mmap_lock.c\n",
                      "diff --git a/mm/mmap_lock.c b/mm/vma_lock.c\nsimilarity index 97%\n"
                      "rename from mm/mmap_lock.c\nrename to mm/vma_lock.c\n");
    return rename;
  });
  const CommandResult run = check_patch(git({"diff", "--no-renames", "base", "broken"}));
  EXPECT_EQ(run.status, 1) << run.errors;
}

TEST_F(ImportedMail, IsRefusedIfItRemovesOneOfThem) {
  git({"checkout", "--quiet", "--detach", "base"});
  git({"rm", "--quiet", "include/linux/mmap_lock.h"});
  git({"commit", "--quiet", "-m", "gone"});
  git({"tag", "gone"});
  git({"checkout", "--quiet", "main"});
  remember();
  expect_refused(diff_of("gone"),
                 "p.patch removes include/linux/mmap_lock.h: there is nothing left to compare");
}

TEST_F(ImportedMail, IsRefusedIfItWasMadeInAnotherFolder) {
  const std::string deeper =
      git({"diff", "--src-prefix=a/linux/", "--dst-prefix=b/linux/", "base", "broken"});
  expect_refused(deeper,
                 "p.patch: there is no linux/mm/mmap_lock.c in the tree: expected names as "
                 "in its top folder, a/mm/mmap_lock.c and b/mm/mmap_lock.c");
  expect_refused(git({"diff", "--relative=mm", "base", "broken"}),
                 "p.patch: there is no mmap_lock.c in the tree");
  std::ofstream(folder() / "p.patch") << git({"diff", "--no-prefix", "base", "broken"});
  EXPECT_EQ(check({"--base", "base", "--patch", "p.patch"}).status, 1);
}

TEST_F(ImportedMail, IsInconclusiveIfItChangesOtherFilesOnly) {
  const CommandResult run =
      check_patch("--- a/Makefile\n+++ b/Makefile\n@@ -1 +1 @@\n-# not compared\n+# changed\n");
  EXPECT_EQ(run.status, 4) << run.errors;
  EXPECT_THAT(
      run.output,
      AllOf(HasSubstr("Verdict  INCONCLUSIVE: nothing that the patch changes was compared\n"),
            HasSubstr("\n  not compared        Makefile\n")));
}

constexpr const char* kOwnHeader =
    "diff --git a/include/linux/vma_err.h b/include/linux/vma_err.h\nnew file mode 100644\n"
    "--- /dev/null\n+++ b/include/linux/vma_err.h\n@@ -0,0 +1 @@\n"
    "+#define VMA_NO_ERROR 0\n";

TEST_F(ImportedMail, MayAddAHeaderOfItsOwn) {
  add_state("own", replaced(replaced(source("base"), "int err;", "int err = VMA_NO_ERROR;"),
                            "#include <linux/rcuwait.h>",
                            "#include <linux/rcuwait.h>\n#include <linux/vma_err.h>"));
  const CommandResult run = check_patch(diff_of("own") + kOwnHeader);
  EXPECT_EQ(run.status, 0) << run.errors;
  EXPECT_THAT(run.output, AllOf(HasSubstr("changed, run        __vma_enter_exclusive_locked\n"),
                                Not(HasSubstr("not compared"))));
  expect_refused(diff_of("own"), "kernel/ has no <linux/vma_err.h>");
}

TEST_F(ImportedMail, MayBeARevisionThatDoesTheSame) {
  git({"checkout", "--quiet", "--detach", "base"});
  git({"mv", "mm/mmap_lock.c", "mm/vma_lock.c"});
  git({"commit", "--quiet", "-m", "renamed"});
  git({"tag", "renamed"});
  git({"checkout", "--quiet", "main"});
  add_state("own", "#define VMA_NO_ERROR 0\n", "renamed", "include/linux/vma_err.h");
  add_state("all",
            replaced(replaced(source("base"), "== target, state)", ">= target, state)"),
                     "#include <linux/rcuwait.h>",
                     "#include <linux/rcuwait.h>\n#include <linux/vma_err.h>"),
            "own", "mm/vma_lock.c");
  const CommandResult run = check({"--base", "base", "--head", "all"});
  EXPECT_EQ(run.status, 1) << run.errors;
  EXPECT_THAT(run.output, AllOf(HasSubstr("\"mm: all\" (mm/vma_lock.c)\n"),
                                HasSubstr("changed, run        __vma_enter_exclusive_locked\n")));
  const CommandResult same = check({"--base", "base", "--head", "renamed"});
  EXPECT_EQ(same.status, 4) << same.errors;
  EXPECT_THAT(same.output, HasSubstr("both sides are the same code"));
}

}  // namespace
}  // namespace lockstep::tests
