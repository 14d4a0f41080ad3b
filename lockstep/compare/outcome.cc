// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/outcome.h"

#include <xxhash.h>

#include <array>
#include <span>
#include <string_view>

#include "lockstep/compare/describe.h"

namespace lockstep {
namespace {

/// What a digest is of; the first word of what is hashed.
enum class Part : std::uint64_t {
  kOperation,
  kWarning,
  kRepeatedWarning,
  kRace,
  kEnd,
  kWarningOfAny,
};

/// Collects values field by field: padding and addresses must not count.
template <std::size_t capacity>
class Digest {
 public:
  explicit Digest(Part part) { add(part); }

  template <typename Value>
  void add(Value value) {
    words_[size_++] = static_cast<std::uint64_t>(value);
  }

  void add_text(std::string_view text) { add(XXH3_64bits(text.data(), text.size())); }

  OutcomeDigest finish() const {
    const XXH128_hash_t hash = XXH3_128bits(words_.data(), size_ * sizeof(std::uint64_t));
    return {hash.high64, hash.low64};
  }

 private:
  std::array<std::uint64_t, capacity> words_;
  std::size_t size_ = 0;
};

// The names of all members stand in these functions, so that nobody can add one and forget it here.
// The task and the index say which operation it is; the step is part of the schedule.
OutcomeDigest digest(const OperationRecord& record) {
  const auto& [task, index, code, target, flags, woken, unused, result, values, step] = record;
  Digest<8> digest(Part::kOperation);
  digest.add(task);
  digest.add(index);
  digest.add(flags);
  digest.add(woken);
  digest.add(static_cast<std::uint32_t>(result));
  for (const std::uint32_t value : values) digest.add(value);
  return digest.finish();
}

// By what it says, like describe_warning(), but without making a text; and by who came first.
OutcomeDigest digest(const WarningRecord& warning, Part part) {
  const auto& [site, function, task, index, repeated] = warning;
  Digest<6> digest(part);
  if (part != Part::kWarningOfAny) {
    digest.add(task);
    digest.add(index);
  }
  digest.add(site->kind);
  digest.add_text(site->condition);
  digest.add_text(function);
  return digest.finish();
}

OutcomeDigest digest(const RaceRecord& race) {
  Digest<2> digest(Part::kRace);
  digest.add_text(describe_race(race));
  return digest.finish();
}

constexpr std::size_t kEndWords = 1 + kMaxKinds * kMaxObjects * kMaxFields + 7;

// All objects of a kind, whether the program has so many or not: the others are blank.
template <typename Words>
void add_objects(const ObjectKind& kind, std::span<const FieldValues> objects, Words& digest) {
  for (const FieldValues& values : objects.first(kind.most)) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      if (kind.fields[i].name.empty()) continue;
      if (kind.fields[i].is_signed) {
        digest.add(static_cast<std::uint32_t>(values[i]));
      } else {
        digest.add(values[i]);
      }
    }
  }
}

OutcomeDigest digest(const FinalRecord& final) {
  const auto& [objects, end, asleep_tasks, spinning, crash, crash_task, crash_index, leaked] =
      final;
  Digest<kEndWords> digest(Part::kEnd);
  for (std::size_t kind = 0; kind < kSubject.kinds.size(); ++kind) {
    add_objects(kSubject.kinds[kind], objects[kind], digest);
  }
  std::uint64_t asleep = 0;
  for (unsigned task = 0; task < kMaxTasks; ++task) {
    if (asleep_tasks.contains(task)) asleep |= 1u << task;
  }
  digest.add(asleep);
  digest.add(end);
  digest.add(crash);
  digest.add(crash_task);
  digest.add(crash_index);
  // Only where there is any: digests are those of version 0.1 otherwise.
  if (!spinning.empty()) digest.add(spinning.bits());
  if (leaked != 0) digest.add(std::uint64_t{leaked} << 8);
  return digest.finish();
}

/// What callers are told, as opposed to what they have to look for.
constexpr std::uint8_t kTold = [] {
  std::uint8_t told = OperationRecord::kSkipped;
  for (const ObjectKind& kind : kSubject.kinds) {
    for (const Flag& flag : kind.flags) {
      if (flag.is_told) told = static_cast<std::uint8_t>(told | flag.bit);
    }
  }
  return told;
}();

}  // namespace

OperationRecord restricted(const OperationRecord& record, OutcomeView view) {
  if (view == OutcomeView::kAll) return record;
  return {.task = record.task,
          .index = record.index,
          .code = record.code,
          .target = record.target,
          .flags = static_cast<std::uint8_t>(record.flags & kTold),
          .result = record.result};
}

Observation restricted(const Observation& observation, OutcomeView view) {
  Observation left = observation.compact();
  for (OperationRecord& record : left.operations) record = restricted(record, view);
  if (view == OutcomeView::kThreads) left.races.clear();
  return left;
}

// What is added once a warning has come again. What was said when it came first is taken back if it
// is not part of the view any more.
OutcomeDigest OutcomeParts::digest_repetition(const WarningRecord& warning) const {
  if (view_ == OutcomeView::kAll) return digest(warning, Part::kRepeatedWarning);
  return digest(warning, Part::kWarningOfAny) - digest(warning, Part::kWarning);
}

OutcomeDigest OutcomeParts::take_over(const Observation& observation) {
  OutcomeDigest sum;
  for (; operations_ < observation.operations.size(); ++operations_) {
    sum = sum + digest(restricted(observation.operations[operations_], view_));
  }
  const std::vector<WarningRecord>& warnings = observation.warnings;
  for (; warnings_ < warnings.size(); ++warnings_) {
    sum = sum + digest(warnings[warnings_], Part::kWarning);
  }
  for (std::size_t i = 0; i < warnings.size(); ++i) {
    if (!warnings[i].repeated || i >= repeated_.size() || repeated_[i]) continue;
    repeated_[i] = true;
    sum = sum + digest_repetition(warnings[i]);
  }
  return sum;
}

OutcomeDigest OutcomeParts::take_over_end(const Observation& observation) {
  return take_over(observation) + digest(observation.final);
}

OutcomeDigest digest_outcome(const Observation& observation, OutcomeView view) {
  OutcomeParts parts(view);
  OutcomeDigest sum = parts.take_over_end(observation);
  if (view == OutcomeView::kThreads) return sum;
  for (const RaceRecord& race : observation.races) sum = sum + digest(race);
  return sum;
}

}  // namespace lockstep
