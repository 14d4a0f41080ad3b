// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/explore/outcome_match.h"

#include <algorithm>
#include <cstring>

namespace lockstep {
namespace {

/// What a difference is about; with a task and an operation.
enum class Shown : std::uint64_t {
  kOperation,
  kMissingOperation,
  kWarning,
  kMissingWarning,
  kEnd,
};

std::uint64_t mix(std::uint64_t word) {
  const std::uint64_t mixed = (word + 1) * 0x9e37'79b9'7f4a'7c15u;
  return (mixed ^ mixed >> 32) * 0xd6e8'feb8'6659'fd93u;
}

std::uint64_t name(Shown what, std::uint64_t task, std::uint64_t index) {
  return mix(static_cast<std::uint64_t>(what) << 32 | task << 16 | index);
}

std::uint64_t name(const OperationRecord& record) {
  const std::uint64_t shown = mix(std::uint64_t{record.values[0]} << 32 | record.values[1]) +
                              mix(std::uint64_t{static_cast<std::uint32_t>(record.result)} << 32 |
                                  std::uint64_t{record.flags} << 8 | record.woken);
  return mix(name(Shown::kOperation, record.task, record.index) + shown);
}

bool same_first_time(const WarningRecord& a, const WarningRecord& b) {
  return a.task == b.task && a.index == b.index && a.site->kind == b.site->kind &&
         std::strcmp(a.function, b.function) == 0 &&
         std::strcmp(a.site->condition, b.site->condition) == 0;
}

}  // namespace

OutcomeMatch::OutcomeMatch(const Observation& wanted) : wanted_(wanted) {
  for (const OperationRecord& record : wanted.operations) {
    records_[record.task][record.index] = &record;
  }
}

void OutcomeMatch::restart() {
  operations_ = 0;
  warnings_ = 0;
  differences_ = 0;
  identity_ = 0;
}

void OutcomeMatch::note(std::uint64_t what) {
  ++differences_;
  identity_ += what;
}

// One more operation that returns is no matter yet if what is wanted does not come to its end: an
// end of another kind may follow.
void OutcomeMatch::take_over(const Observation& shown) {
  for (; operations_ < shown.operations.size(); ++operations_) {
    const OperationRecord& record = shown.operations[operations_];
    const OperationRecord* const wanted = records_[record.task][record.index];
    const bool differs = wanted ? !(*wanted == record) : wanted_.final.end == End::kCompleted;
    if (differs) note(name(record));
  }
  for (; warnings_ < shown.warnings.size(); ++warnings_) {
    const WarningRecord& warning = shown.warnings[warnings_];
    const bool wanted = std::ranges::any_of(wanted_.warnings, [&](const WarningRecord& other) {
      return same_first_time(other, warning);
    });
    if (!wanted) note(name(Shown::kWarning, warning.task, warning.index));
  }
}

void OutcomeMatch::take_over_end(const Observation& shown) {
  take_over(shown);
  for (const WarningRecord& wanted : wanted_.warnings) {
    if (std::ranges::find(shown.warnings, wanted) == shown.warnings.end()) {
      note(name(Shown::kMissingWarning, wanted.task, wanted.index));
    }
  }
  if (!(shown.final == wanted_.final)) note(name(Shown::kEnd, 0, 0));
  const End end = shown.final.end;
  if (end == wanted_.final.end && end != End::kCompleted) note_progress(shown);
}

// An execution that stops halfway may still have come further than another.
void OutcomeMatch::note_progress(const Observation& shown) {
  auto missing = records_;
  for (const OperationRecord& record : shown.operations) {
    const OperationRecord*& wanted = missing[record.task][record.index];
    if (!wanted) note(name(Shown::kOperation, record.task, record.index));
    wanted = nullptr;
  }
  for (const auto& task : missing) {
    for (const OperationRecord* const wanted : task) {
      if (wanted) note(name(Shown::kMissingOperation, wanted->task, wanted->index));
    }
  }
}

}  // namespace lockstep
