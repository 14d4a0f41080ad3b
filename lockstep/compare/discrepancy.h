// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <string_view>

#include "lockstep/compare/difference.h"
#include "lockstep/program/program.h"

namespace lockstep {

/// Whether operations that abide by the contract suffice to show a discrepancy.
enum class DiscrepancyClass : std::uint8_t {
  kReachable,
  kOutOfContract,  ///< only after an injected fault or a primitive called against its contract
};

/// How it was established that two implementations differ.
enum class Evidence : std::uint8_t {
  kLockstep,    ///< the same steps, and then something else was observed
  kOutcomeSet,  ///< one side has an outcome that the other has under no schedule
};

/// Decided from the reproducer: what is left when nothing more can be taken away.
inline DiscrepancyClass classify(const Program& reproducer) {
  return has_fault(reproducer) ? DiscrepancyClass::kOutOfContract : DiscrepancyClass::kReachable;
}

constexpr std::string_view name_of(DiscrepancyClass value) {
  return value == DiscrepancyClass::kReachable ? "reachable" : "out of contract";
}

/// A difference with the program and schedule that shows it.
struct Discrepancy {
  Difference difference;  ///< as the reproducer shows it
  Program reproducer;     ///< with its schedule and the smallest configuration
  Evidence evidence = Evidence::kLockstep;
  std::uint64_t found_after = 0;  ///< pairs that had been run when it was first seen

  DiscrepancyClass discrepancy_class() const { return classify(reproducer); }
};

}  // namespace lockstep
