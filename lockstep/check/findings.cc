// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/program/text.h"
#include "lockstep/reduce/reduce.h"
#include "lockstep/reduce/short_schedule.h"

namespace lockstep {
namespace {

// One kind of difference under diverged schedules is decided so many times, in different programs;
// later ones are taken to be more of the same.
constexpr unsigned kTimesDecided = 3;

// Programs with more operations have outcome sets that take long; the kind of difference is likely
// to be met, and decided, in smaller ones.
constexpr unsigned kMostOperationsAtOnce = 8;

// What one fault does can show in dozens of ways, each of which takes seconds to reduce.
constexpr unsigned kMostNotesPerProgram = 4;

constexpr unsigned kMostReductions = 16;  // of what was left for later, in all

}  // namespace

void Findings::examine(const Program& program, std::uint64_t pairs) {
  work_before_ = pair_.executor().progress();
  Program shown = program;
  shown.schedule = shorten_schedule(pair_.reference_shown().steps);
  for (const Difference& difference : pair_.differences(program)) {
    if (difference.diverged) {
      decide_diverged(shown, difference, pairs);
    } else {
      add(shown, difference, Evidence::kLockstep, pairs);
    }
  }
}

bool Findings::examine_outcomes(const Program& program, std::uint64_t pairs) {
  const OutcomeComparison comparison = compare_outcomes(pair_, program, limits_.explore_limits());
  take_over(program, comparison, pairs);
  return comparison.complete;
}

// A reachable discrepancy is worth more than one that needs a fault.
bool Findings::is_known(const std::string& fingerprint, const Program& program) const {
  return std::ranges::any_of(discrepancies_, [&](const Discrepancy& known) {
    return known.difference.fingerprint() == fingerprint &&
           (has_fault(program) || known.discrepancy_class() == DiscrepancyClass::kReachable);
  });
}

bool Findings::worked_enough() const {
  return pair_.executor().progress() - work_before_ > most_work_;
}

WitnessLimits Findings::reduction_limits() const {
  WitnessLimits limits = limits_;
  limits.stop = [this] { return worked_enough() || limits_.stop(); };
  return limits;
}

void Findings::add(const Program& program, const Difference& difference, Evidence evidence,
                   std::uint64_t pairs) {
  if (is_known(difference.fingerprint(), program)) return;
  if (evidence == Evidence::kOutcomeSet && worked_enough()) {
    return keep({.difference = difference,
                 .reproducer = program,
                 .evidence = evidence,
                 .found_after = pairs});
  }
  auto reduced = reduce_discrepancy(pair_, program, difference, evidence, TaskNames::kByRole,
                                    reduction_limits());
  if (!reduced) {
    throw NotReproducible(
        fmt::format("a difference ({}: {}) does not show again when its program is run again:\n{}",
                    name_of(difference.kind()), difference.main().variant, print_program(program)));
  }
  reduced->found_after = pairs;
  keep(std::move(*reduced));
}

void Findings::keep(Discrepancy found) {
  const std::string fingerprint = found.difference.fingerprint();
  std::erase_if(discrepancies_, [&](const Discrepancy& known) {
    return known.difference.fingerprint() == fingerprint;
  });
  on_found_(found);
  discrepancies_.push_back(std::move(found));
}

void Findings::decide_diverged(const Program& program, const Difference& difference,
                               std::uint64_t pairs) {
  if (is_known(difference.fingerprint(), program)) return;
  Diverged& kind = diverged_[difference.fingerprint()];
  if (kind.times_explained == kTimesDecided) return;
  const bool small = count_operations(program) <= kMostOperationsAtOnce;
  if (small && decide_by_outcomes(program, pairs)) {
    ++kind.times_explained;
  } else if (!has_fault(program)) {  // with a fault, it would be a note at best
    kind.postpone(program, difference);
  }
}

void Findings::Diverged::postpone(const Program& program, const Difference& difference) {
  if (times_explained != 0) return;
  if (open && count_operations(open->first) <= count_operations(program)) return;
  open.emplace(program, difference);
  reduced = false;
}

void Findings::decide_postponed(std::uint64_t pairs) {
  for (auto& [fingerprint, kind] : diverged_) {
    if (!kind.is_open() || kind.reduced || is_known(fingerprint, kind.open->first)) continue;
    if (limits_.stop() || ++reductions_ > kMostReductions) return;
    kind.reduced = true;
    const Program reduced = reduce_diverged(pair_, kind.open->first, kind.open->second, limits_);
    const bool small = count_operations(reduced) <= kMostOperationsAtOnce;
    if (small && decide_by_outcomes(reduced, pairs)) ++kind.times_explained;
  }
}

std::uint64_t Findings::undecided() const {
  return static_cast<std::uint64_t>(std::ranges::count_if(diverged_, [&](const auto& entry) {
    const auto& [fingerprint, kind] = entry;
    return kind.is_open() && !is_known(fingerprint, kind.open->first);
  }));
}

// True if the outcome sets say that there is a difference, or that there is none.
bool Findings::decide_by_outcomes(const Program& program, std::uint64_t pairs) {
  try {
    const OutcomeComparison comparison = compare_outcomes(pair_, program, limits_.explore_limits());
    if (take_over(program, comparison, pairs)) return true;
    if (comparison.complete) ++explained_;
    return comparison.complete;
  } catch (const NotExplorable&) {
    return false;
  }
}

// True if the outcome sets differ.
bool Findings::take_over(const Program& program, const OutcomeComparison& comparison,
                         std::uint64_t pairs) {
  unsigned notes = 0;
  for (const OutcomeDifference& found : comparison.differences) {
    if (has_fault(program) && ++notes > kMostNotesPerProgram) break;
    if (limits_.stop() && !discrepancies_.empty()) break;
    Program shown = program;
    shown.schedule = shorten_schedule(found.steps);
    add(shown, found.difference, Evidence::kOutcomeSet, pairs);
  }
  return !comparison.differences.empty();
}

}  // namespace lockstep
