// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/changes_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lockstep/report/wrap.h"

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

bool is_nothing_run(const std::optional<Changes>& changes) {
  return changes && !changes->any_run();
}

std::string inconclusive(const Changes& changes) {
  return "INCONCLUSIVE: " + why_nothing_was_run(changes);
}

}  // namespace lockstep
