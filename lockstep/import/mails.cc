// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/mails.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <regex>
#include <utility>

#include "lockstep/import/git.h"
#include "lockstep/import/quote.h"
#include "lockstep/program/files.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostPatchBytes = std::size_t{64} << 20;

/// A mail that has a diff.
struct Mail {
  std::string subject;
  fs::path diff;
};

// A diff by itself would pass for a mail without a header, and lose what looks like one.
bool is_plain_diff(std::string_view content) {
  const std::size_t begin = std::min(content.find_first_not_of("\r\n"), content.size());
  const std::string_view text = content.substr(begin);
  return text.starts_with("diff ") || text.starts_with("--- ") || text.starts_with("Index: ");
}

std::string subject_of(const std::string& mail_info) {
  static constexpr std::string_view kField = "Subject: ";
  const std::size_t field =
      mail_info.starts_with(kField) ? 0 : mail_info.find("\n" + std::string(kField));
  if (field == std::string::npos) return "";
  const std::size_t begin = mail_info.find(kField, field) + kField.size();
  return printable(mail_info.substr(begin, mail_info.find('\n', begin) - begin));
}

bool is_answer(const std::string& subject) {
  static const std::regex answer("^(re|aw)\\s*:.*", std::regex::icase);
  return std::regex_match(subject, answer);
}

/// The mails of one patch file.
class Mailbox {
 public:
  Mailbox(const ScratchFolder& scratch, fs::path name)
      : scratch_(scratch), name_(std::move(name)) {}

  std::vector<Mail> read(std::string_view content) const {
    scratch_.write(name_ / "mails" / "empty", "");
    const fs::path box = scratch_.write(name_ / "box", content);
    const ProgramResult split =
        run_git_outside(scratch_, name_, {"mailsplit", "-b", "-omails", box.string()});
    if (split.status != 0) return {};
    std::vector<Mail> mails;
    for (int number = 1; number <= std::atoi(split.output.c_str()); ++number) {
      Mail mail = take_apart(fmt::format("{:04}", number));
      if (!is_answer(mail.subject) && fs::file_size(mail.diff) != 0) mails.push_back(mail);
    }
    return mails;
  }

 private:
  Mail take_apart(const std::string& number) const {
    const std::string diff = number + ".diff";
    const ProgramResult info =
        run_git_outside(scratch_, name_ / "mails", {"mailinfo", "-k", number + ".message", diff},
                        scratch_.path() / name_ / "mails" / number);
    const fs::path file = scratch_.path() / name_ / "mails" / diff;
    std::error_code error;
    if (!fs::exists(file, error)) scratch_.write(name_ / "mails" / diff, "");
    return {subject_of(info.output), file};
  }

  const ScratchFolder& scratch_;
  const fs::path name_;
};

void sort_as_series(std::vector<Mail>& mails) {
  const auto place = [](const Mail& mail) { return place_in_series(mail.subject); };
  if (std::ranges::any_of(mails, [&](const Mail& mail) { return place(mail) < 0; })) return;
  std::ranges::stable_sort(mails, {}, place);
}

}  // namespace

std::vector<Patch> read_patch_file(const fs::path& file, const ScratchFolder& scratch) {
  static constexpr const char* kExpected =
      "expected a diff, a mail with one, or a mailbox of these";
  const std::string shown = printable(file.string());
  const std::string content = read_input(file, kMostPatchBytes);
  const fs::path name = fmt::format(
      "patch-{}", std::distance(fs::directory_iterator(scratch.path()), fs::directory_iterator()));
  if (is_plain_diff(content)) return {{shown, scratch.write(name / "diff", content)}};
  std::vector<Mail> mails = Mailbox(scratch, name).read(content);
  sort_as_series(mails);
  std::vector<Patch> patches;
  for (const Mail& mail : mails) {
    const std::string subject = mail.subject.empty() ? "" : fmt::format(": \"{}\"", mail.subject);
    patches.push_back({shown + subject, mail.diff});
  }
  if (patches.empty()) throw InputError(fmt::format("{}: {}, found none", shown, kExpected));
  return patches;
}

int place_in_series(const std::string& subject) {
  static const std::regex brackets(R"(^\s*\[[^\]]*?\b(\d+)/\d+[^\]]*\].*)");
  std::smatch match;
  if (!std::regex_match(subject, match, brackets)) return -1;
  const std::string digits = match[1].str();
  int place = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), place);
  return place;
}

}  // namespace lockstep
