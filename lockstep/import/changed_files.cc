// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/changed_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <regex>
#include <sstream>
#include <string_view>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"
#include "lockstep/import/git.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostLineBytes = 100;

bool starts_diff(std::string_view line) {
  return line.starts_with("diff ") || line.starts_with("Index: ") ||
         (line.starts_with("--- ") && line.size() > 4);
}

std::size_t number(const std::ssub_match& digits) {
  return digits.matched ? std::stoul(digits.str()) : 0;
}

std::optional<DiffStat> parse(const std::string& line) {
  static const std::regex pattern(
      R"(^ (\d{1,9}) files? changed(, (\d{1,9}) insertions?\(\+\))?(, (\d{1,9}) deletions?\(-\))?$)");
  std::smatch match;
  if (!std::regex_match(line, match, pattern)) return std::nullopt;
  return DiffStat{number(match[1]), number(match[3]), number(match[5])};
}

std::string count(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

/// What `git apply --numstat --summary -z` prints: two numbers and a name for each file, and then
/// lines about what is made, removed or renamed.
struct Statistics {
  std::vector<std::string> names;
  std::set<std::string> made;
  DiffStat sum;
};

// Git prints a hyphen for what is binary, which counts as 0.
std::size_t read_count(const std::string& text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void add_entry(Statistics& statistics, const std::string& entry) {
  const std::size_t first = entry.find('\t');
  const std::size_t second = entry.find('\t', first + 1);
  if (first == std::string::npos || second == std::string::npos) return;
  statistics.names.push_back(entry.substr(second + 1));
  ++statistics.sum.files;
  statistics.sum.insertions += read_count(entry.substr(0, first));
  statistics.sum.deletions += read_count(entry.substr(first + 1, second - first - 1));
}

Statistics parse_statistics(const std::string& output) {
  static constexpr std::string_view kMade = " create ";
  static constexpr std::string_view kMode = "mode 100644 ";  // of diffs that are git's
  Statistics statistics;
  const std::size_t summary = output.rfind('\0') + 1;  // 0 if there is none
  std::istringstream entries(output.substr(0, summary));
  for (std::string entry; std::getline(entries, entry, '\0');) {
    add_entry(statistics, entry);
  }
  std::istringstream lines(output.substr(summary));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(kMade)) continue;
    std::string name = line.substr(kMade.size());
    if (name.starts_with("mode ")) name.erase(0, kMode.size());
    statistics.made.insert(std::move(name));
  }
  return statistics;
}

Statistics ask_git(const Patch& patch, const std::vector<std::string>& options,
                   const ScratchFolder& scratch) {
  std::vector<std::string> words = {"apply", "--numstat", "--summary", "-z"};
  words.insert(words.end(), options.begin(), options.end());
  words.push_back(patch.diff.string());
  const ProgramResult result = run_git_outside(scratch, "", words);
  if (result.status == 0) return parse_statistics(result.output);
  throw InputError(
      fmt::format("{}: {}", patch.origin, complaint_about(patch, result.errors, scratch)));
}

// Git applies what it finds, even if a mail was cut off between two hunks.
void expect_as_promised(const Patch& patch, const DiffStat& found) {
  const auto promised = read_diffstat(read_input(patch.diff, kMostPatchBytes));
  if (!promised || !found.is_less_than(*promised)) return;
  throw InputError(
      fmt::format("{}: its diffstat says {}, found {}: it is cut off (or edited: then take the "
                  "diffstat out)",
                  patch.origin, promised->shown(), found.shown()));
}

std::size_t count_equal(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += a[i] == b[i] ? 1 : 0;
  return count;
}

// In reverse, git names files as they were before. Versions of git differ in whether the list then
// begins with the last file, which shows because most names are the same.
std::vector<std::string> names_before(Statistics reversed, const Statistics& forward) {
  std::vector<std::string>& names = reversed.names;
  if (names.size() != forward.names.size()) return forward.names;
  std::vector<std::string> turned(names.rbegin(), names.rend());
  return count_equal(turned, forward.names) >= count_equal(names, forward.names) ? turned : names;
}

}  // namespace

std::string DiffStat::shown() const {
  return fmt::format("{}, {}, {}", count(files, "file"), count(insertions, "insertion"),
                     count(deletions, "deletion"));
}

bool DiffStat::is_less_than(const DiffStat& other) const {
  return files < other.files || insertions < other.insertions || deletions < other.deletions;
}

std::optional<DiffStat> read_diffstat(std::string_view mail) {
  std::optional<DiffStat> found;
  while (!mail.empty()) {
    const std::size_t end = std::min(mail.find('\n'), mail.size());
    const std::string_view line = mail.substr(0, end);
    if (starts_diff(line)) break;
    if (line.size() <= kMostLineBytes) {
      if (const auto stat = parse(std::string(line))) found = stat;
    }
    mail.remove_prefix(std::min(end + 1, mail.size()));
  }
  return found;
}

std::vector<ChangedFile> changed_files(const Patch& patch, unsigned strip,
                                       const ScratchFolder& scratch) {
  const std::string stripped = fmt::format("-p{}", strip);
  const Statistics forward = ask_git(patch, {stripped}, scratch);
  expect_as_promised(patch, forward.sum);
  const auto before = names_before(ask_git(patch, {stripped, "--reverse"}, scratch), forward);
  std::vector<ChangedFile> files;
  for (std::size_t i = 0; i < forward.names.size(); ++i) {
    files.push_back({before[i], forward.names[i], forward.made.contains(forward.names[i])});
  }
  return files;
}

std::string complaint_about(const Patch& patch, const std::string& errors,
                            const ScratchFolder& scratch) {
  std::istringstream stream(errors);
  std::string complaint;
  for (std::string line; std::getline(stream, line);) {
    const bool is_error = line.starts_with("error: ") || line.starts_with("fatal: ");
    if (complaint.empty() || (is_error && !complaint.starts_with("error: "))) complaint = line;
  }
  if (complaint.starts_with("error: ") || complaint.starts_with("fatal: ")) complaint.erase(0, 7);
  if (complaint.starts_with("No valid patches in input")) return "git finds no diff in it";
  const std::string diff = patch.diff.string();
  const std::size_t at = complaint.find(diff);
  if (at != std::string::npos) complaint.replace(at, diff.size(), "the patch");
  return complaint.empty() ? "git cannot read it" : printable(scratch.without_path(complaint));
}

}  // namespace lockstep
