// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/text_layout.h"

#include <fmt/format.h>

#include <algorithm>

namespace lockstep {
namespace {

constexpr std::string_view kIndent = "  ";

/// How much of a text to put on a line of this width.
std::size_t break_after(std::string_view text, std::size_t width) {
  if (text.size() <= width) return text.size();
  const std::size_t blank = text.substr(0, width + 1).rfind(' ');
  if (blank != std::string_view::npos && blank >= width / 2) return blank + 1;
  const std::size_t joint = text.substr(0, width).find_last_of("_(");
  if (joint != std::string_view::npos && joint >= width / 3) return joint + 1;
  return width;
}

}  // namespace

std::string group_digits(std::uint64_t number) { return group_digits(fmt::format("{}", number)); }

std::string group_digits(std::string digits) {
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, 1, ',');
  return digits;
}

std::string count_of(std::uint64_t number, std::string_view thing) {
  return fmt::format("{} {}{}", group_digits(number), thing, number == 1 ? "" : "s");
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  width = std::max<std::size_t>(width, 8);
  std::vector<std::string> lines;
  while (lines.empty() || !text.empty()) {
    const std::string_view indent = lines.empty() ? "" : kIndent;
    const std::size_t end = break_after(text, width - indent.size());
    std::string line(indent);
    line += text.substr(0, end);
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
    text.remove_prefix(end);
  }
  return lines;
}

std::string wrap_behind(std::string_view label, std::string_view text, std::size_t width) {
  const bool hangs = label.find_first_not_of(' ') == std::string_view::npos;
  std::string wrapped;
  for (const std::string& line : wrap(text, width - label.size())) {
    const bool is_first = wrapped.empty();
    wrapped += is_first ? std::string(label) : std::string(label.size(), ' ');
    wrapped += line.substr(is_first || hangs ? 0 : line.find_first_not_of(' ')) + '\n';
  }
  return wrapped;
}

std::string prefix_lines(const std::string& text, std::string_view prefix) {
  std::string prefixed;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    prefixed.append(prefix).append(text, begin, end - begin) += '\n';
    begin = end + 1;
  }
  return prefixed;
}

std::string TextStyle::paint(TextColour colour_of_text, std::string_view text) const {
  if (!colour) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", static_cast<int>(colour_of_text), text);
}

}  // namespace lockstep
