// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/import/diffstat.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

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

}  // namespace lockstep
