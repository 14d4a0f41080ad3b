// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/compare/known_discrepancies.h"
#include "lockstep/exec/observation.h"
#include "lockstep/program/program.h"
#include "lockstep/subject/difference_kind.h"

namespace lockstep {

/// One respect in which the reference and the variant showed something different.
struct Aspect {
  DifferenceKind kind = DifferenceKind::kCrash;
  std::string reference = {};  ///< what it showed
  std::string variant = {};
  /// What differs and how: the same for every occurrence of one and the same thing. It is made of
  /// names in the code under test and in the tables of the subject, and never of the texts above,
  /// of an object's number or of a task, so that those may change.
  std::string identity = {};
  std::string old_identity = {};      ///< the same for version 1 of fingerprints, made of texts
  std::string reference_source = {};  ///< file:line, if it is known
  std::string variant_source = {};
  bool is_event = false;  ///< what each side does shows it: a result, a warning, a wake-up

  /// Equal for occurrences of the same thing, whatever the program and schedule. 16 hex digits.
  std::string fingerprint() const;
  /// The one by which version 1 knew it.
  std::string old_fingerprint() const;
};

/// An operation of a program, by its task and its place there; releases at its end count on.
struct OperationPlace {
  std::uint8_t task = 0;
  std::uint8_t index = 0;

  friend bool operator==(const OperationPlace&, const OperationPlace&) = default;
};

/// What an operation showed when it returned, or null. Points into the observation.
const OperationRecord* find_record(const Observation& observation, const OperationPlace& place);

/// The first thing in which two observations of a program differ.
struct Difference {
  std::vector<Aspect> aspects;  ///< all that differ there, the most telling first; not empty
  std::string place;            ///< the operation and its task, or the whole execution
  std::optional<OperationPlace> operation;  ///< the same; empty for the whole execution
  bool diverged = false;  ///< the two took different steps before: not the same schedule any more

  const Aspect& main() const { return aspects.front(); }
  DifferenceKind kind() const { return main().kind; }

  /// The fingerprint of the main aspect.
  std::string fingerprint() const { return main().fingerprint(); }
};

/// Compares operation by operation, in the order in which the variant's returned, then the end.
/// Null if all operations showed the same, even in another order. Data races are looked at by
/// race_differences(). Passes over what is known, if that is given, and looks on behind it.
std::optional<Difference> first_difference(const Program& program, const Observation& reference,
                                           const Observation& variant,
                                           KnownDiscrepancies* known = nullptr);

/// What the other side of a data race showed.
inline constexpr std::string_view kNoRace = "no data race";

/// The difference that one side has this data race.
Difference race_difference(const RaceRecord& race, bool in_variant);

/// The data races that only one side has, a difference each. Where one side crashed, hung or ran
/// out of steps, the races of the other, which went on, follow from that and are no differences.
std::vector<Difference> race_differences(const Observation& reference, const Observation& variant);

/// The one with this fingerprint, or null.
const Difference* find_by_fingerprint(std::span<const Difference> differences,
                                      const std::string& fingerprint);

/// What there is to report about a pair of executions: the first difference, and the races. Passes
/// over what is known, if that is given.
std::vector<Difference> differences(const Program& program, const Observation& reference,
                                    const Observation& variant,
                                    KnownDiscrepancies* known = nullptr);

}  // namespace lockstep
