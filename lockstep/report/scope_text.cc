// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/scope_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lockstep/program/bound_subject.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {

std::vector<std::pair<std::string, std::string>> change_rows(const Changes& changes) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const auto& [label, names] : {std::pair(kChangedAndRun, &changes.run),
                                     std::pair("changed, never run", &changes.never_run),
                                     std::pair("same once compiled", &changes.same_once_compiled),
                                     std::pair("not compared", &changes.not_compared)}) {
    if (!names->empty()) rows.emplace_back(label, fmt::format("{}", fmt::join(*names, ", ")));
  }
  return rows;
}

std::string print_change_rows(const Changes& changes) {
  std::string text;
  for (const auto& [label, names] : change_rows(changes)) {
    text += wrap_behind(fmt::format("  {:<20}", label), names);
  }
  return text;
}

std::string inconclusive(const Changes& changes) {
  return "INCONCLUSIVE: " + why_nothing_was_run(changes);
}

std::string print_left_out(const LeftOutOperations& operations, const SideNames& names) {
  if (operations.reference_lacks && operations.variant_lacks) {
    return fmt::format("{}: {} and {} lack it", operations.name(), names.reference, names.variant);
  }
  return fmt::format("{}: {} lacks it", operations.name(),
                     operations.reference_lacks ? names.reference : names.variant);
}

namespace {

std::string always() {
  return fmt::format(
      "weak memory (all of this is about sequentially consistent memory), {} (such as assembly)",
      describe_out_of_reach());
}

}  // namespace

std::string describe_out_of_reach() {
  const std::string_view out_of_reach = kSubject.phrases.out_of_reach;
  return fmt::format("{}{}and what code does that is not instrumented", out_of_reach,
                     out_of_reach.empty() ? "" : ", ");
}

std::string describe_not_shown(const std::string& besides) {
  return besides.empty() ? always() : fmt::format("{}, {}", besides, always());
}

}  // namespace lockstep
