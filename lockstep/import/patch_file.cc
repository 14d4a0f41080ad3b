// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/patch_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/import/git.h"
#include "lockstep/import/patch.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostSubjectBytes = 300;
constexpr const char* kExpected = "expected a diff, a mail with one, or a mailbox of these";

/// A mail that has a diff.
struct Mail {
  std::string subject;
  fs::path diff;
};

std::string subject_of(const std::string& mail_info) {
  static constexpr std::string_view kField = "Subject: ";
  const std::size_t field =
      mail_info.starts_with(kField) ? 0 : mail_info.find("\n" + std::string(kField));
  if (field == std::string::npos) return "";
  const std::size_t begin = mail_info.find(kField, field) + kField.size();
  const std::string line = mail_info.substr(begin, mail_info.find('\n', begin) - begin);
  std::size_t end = std::min(line.size(), kMostSubjectBytes);
  while (end < line.size() && (line[end] & 0xc0) == 0x80) --end;  // within a character of UTF-8
  return printable(line.substr(0, end));
}

bool is_maildir(const fs::path& file) {
  std::error_code error;
  return fs::is_directory(file / "cur", error) || fs::is_directory(file / "new", error);
}

/// The mails of one patch file, in a folder of the scratch folder.
class Mailbox {
 public:
  Mailbox(const ScratchFolder& scratch, fs::path name)
      : scratch_(scratch), name_(std::move(name)) {}

  std::vector<Mail> read(std::string_view content) const {
    const fs::path box = scratch_.write(name_ / "box", content);
    return split({"mailsplit", "-b", "-omails", box.string()});
  }

  std::vector<Mail> read_maildir(const fs::path& folder) const {
    return split({"mailsplit", "-omails", fs::absolute(folder).string()});
  }

 private:
  std::vector<Mail> split(const std::vector<std::string>& words) const {
    scratch_.write(name_ / "mails" / "empty", "");
    const ProgramResult split = run_git_outside(scratch_, name_, words);
    if (split.status != 0) return {};
    std::vector<Mail> mails;
    for (int number = 1; number <= std::atoi(split.output.c_str()); ++number) {
      Mail mail = take_apart(fmt::format("{:04}", number));
      if (fs::file_size(mail.diff) != 0) mails.push_back(std::move(mail));
    }
    return mails;
  }

  // The text above a scissors line may have another subject.
  Mail take_apart(const std::string& number) const {
    const fs::path mails = scratch_.path() / name_ / "mails";
    const std::string text = without_html(read_input(mails / number, kMostPatchBytes));
    const std::string diff = number + ".diff";
    const ProgramResult info = run_git_outside(
        scratch_, name_ / "mails",
        {"mailinfo", "-k", "--scissors", "--quoted-cr=strip", number + ".message", diff},
        scratch_.write(name_ / "mails" / (number + ".plain"), text));
    std::error_code error;
    if (!fs::exists(mails / diff, error)) scratch_.write(name_ / "mails" / diff, "");
    return {subject_of(info.output), mails / diff};
  }

  const ScratchFolder& scratch_;
  const fs::path name_;
};

Patch patch_of(const std::string& file, const Mail& mail) {
  const std::string subject = mail.subject.empty() ? "" : fmt::format(": \"{}\"", mail.subject);
  return {file + subject, mail.diff, read_subject(mail.subject)};
}

// The place in the subject of an answer is that of the mail that it answers.
PatchFile patches_of(const std::string& file, const std::vector<Mail>& mails) {
  PatchFile found = {file, {}, {}};
  std::vector<Patch> answers;
  for (const Mail& mail : mails) {
    Patch patch = patch_of(file, mail);
    if (is_answer(mail.subject)) {
      patch.subject = {};
      answers.push_back(std::move(patch));
      found.answers.push_back(mail.subject);
    } else if (!patch.subject.place || patch.subject.place->place != 0) {
      found.patches.push_back(std::move(patch));
    }
  }
  if (!found.patches.empty()) return found;
  return {file, std::move(answers), {}};
}

fs::path new_name(const ScratchFolder& scratch) {
  return fmt::format(
      "patch-{}", std::distance(fs::directory_iterator(scratch.path()), fs::directory_iterator()));
}

std::string read_content(const fs::path& file, const std::string& shown) {
  const std::string content = read_input(file, kMostPatchBytes);
  const std::string_view what = what_is_no_patch(content);
  if (!what.empty()) {
    throw InputError(fmt::format("{}: {}, found {}", shown, kExpected, what));
  }
  return without_carriage_returns(without_byte_order_mark(content));
}

}  // namespace

PatchFile read_patch_file(const fs::path& file, const ScratchFolder& scratch) {
  const std::string shown = printable(file.string());
  const Mailbox box(scratch, new_name(scratch));
  PatchFile found;
  if (is_maildir(file)) {
    found = patches_of(shown, box.read_maildir(file));
  } else {
    const std::string content = read_content(file, shown);
    if (is_plain_diff(content)) {
      return {shown, {{shown, scratch.write(new_name(scratch) / "diff", content)}}, {}};
    }
    found = patches_of(shown, box.read(content));
  }
  if (found.patches.empty()) {
    throw InputError(fmt::format("{}: {}, found none", shown, kExpected));
  }
  sort_as_series(found);
  return found;
}

}  // namespace lockstep
