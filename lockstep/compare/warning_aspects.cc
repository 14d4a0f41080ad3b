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

// What two sides showed of one warning; null: nothing. At least one showed something.
Aspect compare_warning(const WarningRecord* reference, const WarningRecord* variant,
                       bool repeated) {
  const WarningRecord& any = reference ? *reference : *variant;
  const std::string text = describe_warning(any);
  const auto side = [&](const WarningRecord* warning) {
    if (!warning) return kind_of(any) == DifferenceKind::kLockdep ? "no splat" : "no warning";
    if (!repeated) return text.c_str();
    return warning->repeated ? "the same more than once" : text.c_str();
  };
  return {kind_of(any),
          side(reference),
          side(variant),
          fmt::format("{}|{}|{}", text, reference ? "there" : "not there",
                      repeated ? "repeated" : "once"),
          reference ? source_of(*reference) : "",
          variant ? source_of(*variant) : ""};
}

}  // namespace

std::vector<Aspect> warning_aspects(const WarningList& reference, const WarningList& variant,
                                    bool repeated) {
  std::vector<Aspect> aspects;
  for (const WarningRecord* warning : variant) {
    const WarningRecord* const other = find_same(reference, *warning);
    if (repeated ? other && other->repeated != warning->repeated : !other) {
      aspects.push_back(compare_warning(other, warning, repeated));
    }
  }
  for (const WarningRecord* warning : reference) {
    if (!repeated && !find_same(variant, *warning)) {
      aspects.push_back(compare_warning(warning, nullptr, false));
    }
  }
  return aspects;
}

}  // namespace lockstep
