// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/known_discrepancies.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "lockstep/base/files.h"
#include "lockstep/base/quote.h"

namespace lockstep {
namespace {

constexpr std::string_view kBlank = " \t\r";
constexpr std::size_t kDigits = 16;
constexpr std::string_view kVersion = "version";
constexpr std::string_view kThisVersion = "version 2";

std::string_view trim(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

bool is_fingerprint(std::string_view text) {
  return text.size() == kDigits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Takes the next line off a text.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

[[noreturn]] void fail(const std::string& name, std::size_t line, std::size_t column,
                       const std::string& message) {
  throw InputError(fmt::format("{}:{}:{}: {}", name, line, column, message));
}

}  // namespace

KnownDiscrepancies KnownDiscrepancies::load(const std::filesystem::path& path) {
  return parse(read_input(path), path.string());
}

KnownDiscrepancies KnownDiscrepancies::parse(std::string_view text, const std::string& name) {
  KnownDiscrepancies known;
  std::string above;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = next_line(text);
    const std::size_t hash = std::min(line.find('#'), line.size());
    const std::string_view word = trim(line.substr(0, hash));
    const std::string_view comment = trim(line.substr(std::min(hash + 1, line.size())));
    if (word.empty()) {
      above =
          comment.empty() ? "" : fmt::format("{}{}{}", above, above.empty() ? "" : " ", comment);
      continue;
    }
    const std::size_t column = line.find_first_not_of(kBlank) + 1;
    if (word.starts_with(kVersion)) {
      if (!known.entries_.empty() || !known.may_be_old_ || word != kThisVersion) {
        fail(name, number, column,
             fmt::format("expected {} in front of all fingerprints, found {}", kThisVersion,
                         quote_word(word)));
      }
      known.may_be_old_ = false;
      above.clear();
      continue;
    }
    if (!is_fingerprint(word)) {
      fail(name, number, column,
           fmt::format("expected a fingerprint of {} hexadecimal digits, found {}", kDigits,
                       quote_word(word)));
    }
    const auto [place, is_new] = known.index_.emplace(word, known.entries_.size());
    if (!is_new) {
      fail(name, number, column,
           fmt::format("expected a fingerprint that is not listed yet, line {} has {}",
                       known.entries_[place->second].line, word));
    }
    known.entries_.push_back(
        {std::string(word), comment.empty() ? above : std::string(comment), number, 0});
    above.clear();
  }
  return known;
}

bool KnownDiscrepancies::pass_over(const std::string& fingerprint,
                                   const std::string& old_fingerprint) {
  auto found = index_.find(fingerprint);
  if (found == index_.end() && may_be_old_) found = index_.find(old_fingerprint);
  if (found == index_.end()) return false;
  ++entries_[found->second].times;
  return true;
}

void KnownDiscrepancies::add_times(const std::vector<std::uint64_t>& times) {
  for (std::size_t i = 0; i < entries_.size(); ++i) entries_[i].times += times.at(i);
}

std::uint64_t KnownDiscrepancies::times() const {
  return std::accumulate(entries_.begin(), entries_.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Entry& entry) { return sum + entry.times; });
}

}  // namespace lockstep
