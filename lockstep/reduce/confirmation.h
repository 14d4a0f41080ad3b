// SPDX-License-Identifier: GPL-2.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "lockstep/compare/discrepancy.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/machine.h"
#include "lockstep/explore/outcome_differences.h"

namespace lockstep {

/// Two ways of deciding the same gave different answers.
class Contradiction : public NotReproducible {
 public:
  using NotReproducible::NotReproducible;
};

/// What all that both sides can do with a reproducer says of its discrepancy.
struct Confirmation {
  enum class Answer : std::uint8_t {
    kConfirmed,     ///< one side can do what the other cannot
    kContradicted,  ///< each side can do what the other can
    kTooLarge,      ///< that is too much to be looked at in passing, or cannot be explored
  };

  Answer answer = Answer::kTooLarge;
  std::optional<OutcomeComparison> outcomes;  ///< if they were compared to the end
};

/// Decides a discrepancy once more, by a way of its own: explores the reproducer on both sides.
/// Outcomes do not hold races: a data race in lockstep is confirmed if it shows once more while
/// both sides take the same steps; any other, if the other side has it under no schedule that it is
/// watched under. Once `hurry` says so, what was not looked at yet is too large. Throws
/// NotReproducible.
Confirmation confirm(
    PairRunner& pair, const Discrepancy& discrepancy,
    const std::function<bool()>& hurry = [] { return false; });

/// For a discrepancy that was contradicted. Names it, with its reproducer.
[[noreturn]] void throw_contradiction(const Discrepancy& discrepancy);

}  // namespace lockstep
