// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/source_lines.h"

#include <algorithm>
#include <charconv>

namespace lockstep {
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
