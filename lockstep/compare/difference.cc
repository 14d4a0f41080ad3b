// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/difference.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "lockstep/compare/aspects.h"
#include "lockstep/compare/describe.h"
#include "lockstep/exec/shared_objects.h"

namespace lockstep {
namespace {

constexpr std::string_view kAtEnd = "the execution as a whole";

WarningList warnings_during(const Observation& observation, const OperationRecord& record) {
  WarningList list;
  for (const WarningRecord& warning : observation.warnings) {
    if (warning.task == record.task && warning.index == record.index) list.push_back(&warning);
  }
  return list;
}

using Places = std::vector<OperationPlace>;

// All warnings but those that came during certain operations.
WarningList warnings_outside(const Observation& observation, const Places& places) {
  WarningList list;
  for (const WarningRecord& warning : observation.warnings) {
    if (std::ranges::find(places, OperationPlace{warning.task, warning.index}) == places.end()) {
      list.push_back(&warning);
    }
  }
  return list;
}

/// How many steps from the start both executions took alike.
std::uint32_t common_steps(const StepLog& a, const StepLog& b) {
  const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::uint32_t>(end - a.begin());
}

void append(std::vector<Aspect>& aspects, std::vector<Aspect> more) {
  std::move(more.begin(), more.end(), std::back_inserter(aspects));
}

void sort_by_kind(std::vector<Aspect>& aspects) {
  std::stable_sort(aspects.begin(), aspects.end(),
                   [](const Aspect& a, const Aspect& b) { return a.kind < b.kind; });
}

// True if nothing is left.
bool pass_over_known(std::vector<Aspect>& aspects, KnownDiscrepancies* known) {
  if (known && !known->empty()) {
    std::erase_if(aspects, [&](const Aspect& aspect) {
      return known->pass_over(aspect.fingerprint(), aspect.old_fingerprint());
    });
  }
  return aspects.empty();
}

std::optional<Difference> compare_operation(const Program& program, const Observation& reference,
                                            const Observation& variant,
                                            const OperationRecord& variant_record) {
  const OperationRecord* const record =
      find_record(reference, {variant_record.task, variant_record.index});
  if (!record) return std::nullopt;
  Difference difference;
  difference.aspects = operation_aspects(*record, variant_record);
  append(difference.aspects, warning_aspects(warnings_during(reference, *record),
                                             warnings_during(variant, variant_record)));
  if (difference.aspects.empty()) return std::nullopt;
  sort_by_kind(difference.aspects);
  difference.place = fmt::format("{}, called by {}", describe_operation(program, variant_record),
                                 program.tasks[variant_record.task].name);
  difference.operation = {variant_record.task, variant_record.index};
  difference.diverged =
      common_steps(reference.steps, variant.steps) < std::max(record->step, variant_record.step);
  return difference;
}

// Warnings of operations with a known difference have been looked at.
std::optional<Difference> compare_end(const Program& program, const Observation& reference,
                                      const Observation& variant, const Places& known_places) {
  Difference difference;
  difference.place = kAtEnd;
  difference.aspects = final_aspects(program, reference, variant);
  if (reference.final.end == variant.final.end) {
    const WarningList warnings = warnings_outside(reference, known_places);
    const WarningList variant_warnings = warnings_outside(variant, known_places);
    append(difference.aspects, warning_aspects(warnings, variant_warnings));
    append(difference.aspects, repetition_aspects(warnings, variant_warnings));
  }
  if (difference.aspects.empty()) return std::nullopt;
  sort_by_kind(difference.aspects);
  // An execution that stops early took the same steps as far as it came.
  difference.diverged = common_steps(reference.steps, variant.steps) <
                        std::min(reference.steps.size(), variant.steps.size());
  return difference;
}

std::string hash_identity(const std::string& identity) {
  return fmt::format("{:016x}", XXH3_64bits(identity.data(), identity.size()));
}

// As "race/read/marked write/vma vm_lock_seq", with the side that has it.
std::string identity_of(const RaceRecord& race, bool in_variant) {
  std::string identity = "race";
  for (const RacingAccess& access : race.accesses) {
    identity +=
        fmt::format("/{}{}", access.atomic ? "marked " : "", access.write ? "write" : "read");
  }
  return fmt::format("{}/{}|{}", identity, kind_of_place(race.place),
                     in_variant ? "variant" : "reference");
}

// A side that stopped can no longer show what the other one showed after that.
bool stopped_before(const Observation& stopped, const Observation& longer) {
  return stopped.final.end != End::kCompleted && stopped.final.end != longer.final.end &&
         stopped.steps.size() < longer.steps.size();
}

}  // namespace

std::string Aspect::fingerprint() const {
  return hash_identity(fmt::format("{}|{}", identity_of(kind), identity));
}

std::string Aspect::old_fingerprint() const {
  return hash_identity(fmt::format("{}|{}", name_of(kind), old_identity));
}

const OperationRecord* find_record(const Observation& observation, const OperationPlace& place) {
  const auto found =
      std::ranges::find_if(observation.operations, [&](const OperationRecord& record) {
        return OperationPlace{record.task, record.index} == place;
      });
  return found == observation.operations.end() ? nullptr : &*found;
}

const Difference* find_by_fingerprint(std::span<const Difference> differences,
                                      const std::string& fingerprint) {
  const auto found = std::ranges::find_if(differences, [&](const Difference& difference) {
    return difference.fingerprint() == fingerprint;
  });
  return found == differences.end() ? nullptr : &*found;
}

std::optional<Difference> first_difference(const Program& program, const Observation& reference,
                                           const Observation& variant, KnownDiscrepancies* known) {
  Places known_places;
  for (const OperationRecord& record : variant.operations) {
    auto difference = compare_operation(program, reference, variant, record);
    if (!difference) continue;
    if (!pass_over_known(difference->aspects, known)) return difference;
    known_places.push_back(*difference->operation);
  }
  auto difference = compare_end(program, reference, variant, known_places);
  if (difference && pass_over_known(difference->aspects, known)) return std::nullopt;
  return difference;
}

Difference race_difference(const RaceRecord& race, bool in_variant) {
  const std::string text = describe_race(race);
  const std::string none(kNoRace);
  Difference difference;
  difference.place = kAtEnd;
  difference.aspects = {
      {.kind = DifferenceKind::kDataRace,
       .reference = in_variant ? none : text,
       .variant = in_variant ? text : none,
       .identity = identity_of(race, in_variant),
       .old_identity = fmt::format("{}|{}", text, in_variant ? "variant" : "reference"),
       .is_event = true}};
  return difference;
}

std::vector<Difference> race_differences(const Observation& reference, const Observation& variant) {
  std::vector<Difference> differences;
  const auto add_races_of = [&](const Observation& side, const Observation& other,
                                bool in_variant) {
    if (stopped_before(other, side)) return;
    for (const RaceRecord& race : side.races) {
      if (std::ranges::binary_search(other.races, race)) continue;
      differences.push_back(race_difference(race, in_variant));
      differences.back().diverged = !(reference.steps == variant.steps);
    }
  };
  add_races_of(variant, reference, true);
  add_races_of(reference, variant, false);
  return differences;
}

std::vector<Difference> differences(const Program& program, const Observation& reference,
                                    const Observation& variant, KnownDiscrepancies* known) {
  std::vector<Difference> all;
  if (auto first = first_difference(program, reference, variant, known)) {
    all.push_back(std::move(*first));
  }
  for (Difference& race : race_differences(reference, variant)) {
    if (!pass_over_known(race.aspects, known)) all.push_back(std::move(race));
  }
  return all;
}

}  // namespace lockstep
