// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string_view>

#include "lockstep/compare/difference.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// What it takes to show a discrepancy; what shows with less comes first.
enum class DiscrepancyClass : std::uint8_t {
  kReachable,      ///< operations that callers make, within the contract
  kInternal,       ///< a primitive of the implementation called directly, as its own callers may
  kOutOfContract,  ///< only after an injected fault or a primitive called against its contract
};

/// How it was established that two implementations differ.
enum class Evidence : std::uint8_t {
  kLockstep,    ///< the same steps, and then something else was observed
  kOutcomeSet,  ///< one side has an outcome that the other has under no schedule
  kRaceSet,     ///< one side has a data race that the other has under no schedule that was watched,
                ///< or not where its operations come one after the other, in the same order
};

/// Under how many schedules of a reproducer each side was watched for a data race.
struct RaceCounts {
  std::uint64_t shown = 0;    ///< of the side that has it: those that show it,
  std::uint64_t watched = 0;  ///< of so many
  std::uint64_t other_watched = 0;
  bool other_complete = false;  ///< all of the other side's
  /// The other side has it, too, but not with its operations in the order of the reproducer's.
  bool only_in_this_order = false;
};

/// Decided from the reproducer: what is left when nothing more can be taken away.
inline DiscrepancyClass classify(const Program& reproducer) {
  if (has_fault(reproducer)) return DiscrepancyClass::kOutOfContract;
  return has_primitive(reproducer) ? DiscrepancyClass::kInternal : DiscrepancyClass::kReachable;
}

constexpr std::string_view name_of(DiscrepancyClass value) {
  switch (value) {
    case DiscrepancyClass::kReachable:
      return "reachable";
    case DiscrepancyClass::kInternal:
      return "internal";
    case DiscrepancyClass::kOutOfContract:
      break;
  }
  return "out of contract";
}

/// A difference with the program and schedule that shows it.
struct Discrepancy {
  Difference difference;  ///< as the reproducer shows it
  Program reproducer;     ///< with its schedule and the smallest configuration
  Evidence evidence = Evidence::kLockstep;
  bool in_variant = true;  ///< unless in lockstep: the side that the schedule is for has it
  Schedule other_schedule =
      {};                 ///< by outcome sets: under this, the other side comes nearest to it
  RaceCounts races = {};  ///< by race sets
  std::uint64_t found_after = 0;  ///< pairs that had been run when it was first seen

  DiscrepancyClass discrepancy_class() const { return classify(reproducer); }
};

}  // namespace lockstep
