// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/discrepancy_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/reduce/short_schedule.h"
#include "lockstep/report/numbers.h"
#include "lockstep/report/side_by_side.h"
#include "lockstep/report/wrap.h"

namespace lockstep {
namespace {

constexpr std::size_t kLabelWidth = 14;

// A label that is too long stands on a line of its own.
std::string labelled(std::string_view label, std::string_view value) {
  const bool own_line = label.size() >= kLabelWidth;
  std::string text = own_line ? fmt::format("  {}\n", label) : "";
  for (const std::string& line : wrap(value, kReportWidth - kLabelWidth - 2)) {
    text += fmt::format("  {:<{}}{}\n", text.empty() ? label : "", kLabelWidth, line);
  }
  return text;
}

std::string side(const Difference& difference, std::string Aspect::*shown) {
  std::string text;
  for (const Aspect& aspect : difference.aspects) {
    if (!text.empty()) text += "; ";
    text += aspect.*shown;
  }
  return text;
}

}  // namespace

std::string print_difference(const Difference& difference, const SideNames& names) {
  std::string text = labelled("in", difference.place);
  text += labelled(names.reference, side(difference, &Aspect::reference));
  text += labelled(names.variant, side(difference, &Aspect::variant));
  const Aspect& main = difference.main();
  for (const std::string& source : {main.reference_source, main.variant_source}) {
    if (!source.empty()) text += labelled("source", source);
  }
  return text;
}

std::string print_meaning(const std::string& meaning) {
  return meaning.empty() ? "" : labelled("that is", meaning);
}

std::string print_size(const Program& reproducer) {
  const std::size_t switches = count_switches(reproducer.schedule);
  return fmt::format("{}, {}, {} switch{}", count_of(reproducer.tasks.size(), "task"),
                     count_of(count_operations(reproducer), "operation"), switches,
                     switches == 1 ? "" : "es");
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

}  // namespace lockstep
