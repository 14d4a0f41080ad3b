// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>

#include "lockstep/compare/aspects.h"
#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

std::string source_of(const WarningRecord& warning) {
  return fmt::format("{}:{}", warning.site->file, warning.site->line);
}

DifferenceKind kind_of(const WarningRecord& warning) {
  return warning.site->kind == LOCKSTEP_LOCKDEP ? DifferenceKind::kLockdep
                                                : DifferenceKind::kWarning;
}

const WarningRecord* find_same(const WarningList& list, const WarningRecord& warning) {
  const std::string text = describe_warning(warning);
  const auto found = std::ranges::find_if(
      list, [&](const WarningRecord* other) { return describe_warning(*other) == text; });
  return found == list.end() ? nullptr : *found;
}

std::ptrdiff_t count_text(const WarningList& list, const std::string& text) {
  return std::ranges::count(
      list, text, [](const WarningRecord* warning) { return describe_warning(*warning); });
}

/// What one side says that the other does not.
struct Extra {
  std::string texts;    // all of them, as a log would show them
  std::string sources;  // where they stand
};

// Two places in the code can say the same: what counts is how often a log would show it.
Extra extra_warnings(const WarningList& list, const WarningList& other, DifferenceKind kind) {
  Extra extra;
  WarningList before;
  for (const WarningRecord* warning : list) {
    const std::string text = describe_warning(*warning);
    before.push_back(warning);
    const auto said_by_other = count_text(other, text);
    if (kind_of(*warning) != kind || count_text(before, text) <= said_by_other) continue;
    const char* const separator = extra.texts.empty() ? "" : ", ";
    extra.texts += separator + text + (said_by_other == 0 ? "" : " again");
    extra.sources += separator + source_of(*warning);
  }
  return extra;
}

std::string or_nothing(const std::string& texts, DifferenceKind kind) {
  if (!texts.empty()) return texts;
  return kind == DifferenceKind::kLockdep ? "no splat" : "no warning";
}

}  // namespace

std::vector<Aspect> warning_aspects(const WarningList& reference, const WarningList& variant) {
  std::vector<Aspect> aspects;
  for (const DifferenceKind kind : {DifferenceKind::kWarning, DifferenceKind::kLockdep}) {
    const Extra ours = extra_warnings(reference, variant, kind);
    const Extra theirs = extra_warnings(variant, reference, kind);
    if (ours.texts.empty() && theirs.texts.empty()) continue;
    aspects.push_back({kind, or_nothing(ours.texts, kind), or_nothing(theirs.texts, kind),
                       fmt::format("{}|{}", ours.texts, theirs.texts), ours.sources,
                       theirs.sources});
  }
  return aspects;
}

std::vector<Aspect> repetition_aspects(const WarningList& reference, const WarningList& variant) {
  const auto times = [](const WarningRecord& warning) {
    return fmt::format("{} {}", describe_warning(warning),
                       warning.repeated ? "more than once" : "once");
  };
  std::vector<Aspect> aspects;
  for (const WarningRecord* warning : variant) {
    const WarningRecord* const other = find_same(reference, *warning);
    if (!other || other->repeated == warning->repeated) continue;
    aspects.push_back({kind_of(*warning), times(*other), times(*warning),
                       fmt::format("{}|{}", times(*other), times(*warning)), source_of(*other),
                       source_of(*warning)});
  }
  return aspects;
}

}  // namespace lockstep
