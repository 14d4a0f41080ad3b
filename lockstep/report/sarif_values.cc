// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/sarif_values.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace lockstep {
namespace {

constexpr std::string_view state_rule(std::size_t index) {
  const std::string_view said = kSubject.state_rules[index];
  return said.empty() ? "An object is in another state." : said;
}

constexpr std::array<DifferenceRule, 11> kRules = {{
    {"crash", "One of both sides crashes."},
    {"hang", "One of both sides blocks for ever or does not come to an end."},
    {"data-race", "One of both sides has a data race."},
    {"return-code", "A call returns something else."},
    {"detached", state_rule(0)},
    {"refcount", state_rule(1)},
    {"write-locked", state_rule(2)},
    {"warning", "One of both sides warns."},
    {"lockdep", "lockdep complains on one side only, or locks stay held there."},
    {"sleep-wake", "A call sleeps on one side only, or wakes another number of tasks."},
    {"seeded-bug", "A seeded bug is not found."},
}};

}  // namespace

const DifferenceRule kSeededBugRule = kRules.back();

std::span<const DifferenceRule> difference_rules() { return kRules; }

const DifferenceRule& rule_of(DifferenceKind kind) {
  return kRules[static_cast<std::size_t>(kind)];
}

namespace {

SourceLine source_line(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  unsigned line = 0;
  if (colon != std::string_view::npos) {
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, line);
    if (error == std::errc() && stop == end) return {std::string(text.substr(0, colon)), line};
  }
  return {std::string(text), 0};
}

}  // namespace

std::vector<SourceLine> source_lines(std::string_view text) {
  constexpr std::string_view kSeparator = ", ";
  std::vector<SourceLine> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(kSeparator), text.size());
    lines.push_back(source_line(text.substr(0, end)));
    text.remove_prefix(std::min(end + kSeparator.size(), text.size()));
  }
  return lines;
}

}  // namespace lockstep
