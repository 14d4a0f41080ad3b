// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <algorithm>

#include "lockstep/base/folders.h"
#include "lockstep/base/quote.h"
#include "lockstep/compare/aspects.h"
#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

std::string source_of(const WarningRecord& warning) {
  return fmt::format("{}:{}", printable_short(shown_name(warning.site->file)), warning.site->line);
}

DifferenceKind kind_of(const WarningRecord& warning) {
  return warning.site->kind == LOCKSTEP_LOCKDEP ? DifferenceKind::kLockdep
                                                : DifferenceKind::kWarning;
}

// Never change one.
std::string_view identity_of(lockstep_warning_kind kind) {
  switch (kind) {
    case LOCKSTEP_WARN_ON_ONCE:
      return "WARN_ON_ONCE";
    case LOCKSTEP_VM_WARN_ON_ONCE:
      return "VM_WARN_ON_ONCE";
    case LOCKSTEP_ASSERTION:
      return "assertion";
    case LOCKSTEP_REFCOUNT:
      return "refcount";
    case LOCKSTEP_LOCKDEP:
      break;
  }
  return "lockdep";
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
  std::string texts;       // all of them, as a log would show them
  std::string identities;  // the same for fingerprints
  std::string sources;     // where they stand
};

// By what the code under test says, and where: as "VM_WARN_ON_ONCE/function/condition".
std::string identity_of(const WarningRecord& warning) {
  return fmt::format("{}/{}/{}", identity_of(warning.site->kind), warning.function,
                     warning.site->condition);
}

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
    extra.identities += separator + identity_of(*warning) + (said_by_other == 0 ? "" : "/again");
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
    aspects.push_back({.kind = kind,
                       .reference = or_nothing(ours.texts, kind),
                       .variant = or_nothing(theirs.texts, kind),
                       .identity = fmt::format("said|{}|{}", ours.identities, theirs.identities),
                       .old_identity = fmt::format("{}|{}", ours.texts, theirs.texts),
                       .reference_source = ours.sources,
                       .variant_source = theirs.sources,
                       .is_event = true});
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
    aspects.push_back({.kind = kind_of(*warning),
                       .reference = times(*other),
                       .variant = times(*warning),
                       .identity = fmt::format("repeated|{}|{}", identity_of(*warning),
                                               warning->repeated ? "variant" : "reference"),
                       .old_identity = fmt::format("{}|{}", times(*other), times(*warning)),
                       .reference_source = source_of(*other),
                       .variant_source = source_of(*warning)});
  }
  return aspects;
}

}  // namespace lockstep
