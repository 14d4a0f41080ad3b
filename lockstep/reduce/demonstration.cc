// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/reduce/demonstration.h"

#include <algorithm>

#include "lockstep/compare/describe.h"
#include "lockstep/explore/race_search.h"
#include "lockstep/explore/race_watch.h"
#include "lockstep/reduce/short_schedule.h"

namespace lockstep {
namespace {

using Answer = OutcomeSearch::Answer;

Program without_schedule(Program program) {
  program.schedule.clear();
  return program;
}

Discrepancy make_discrepancy(const Program& program, std::span<const Step> steps,
                             Difference difference, Evidence evidence, bool in_variant) {
  Discrepancy discrepancy;
  discrepancy.difference = std::move(difference);
  discrepancy.reproducer = program;
  discrepancy.reproducer.schedule = shorten_schedule(steps);
  discrepancy.evidence = evidence;
  discrepancy.in_variant = in_variant;
  return discrepancy;
}

bool is_wanted(const Difference& difference, const std::string& fingerprint) {
  return fingerprint.empty() || difference.fingerprint() == fingerprint;
}

const lockstep_implementation& side_of(const PairRunner& pair, bool variant) {
  return variant ? pair.variant() : pair.reference();
}

bool has_race(const Observation& shown, const std::string& race) {
  return std::ranges::any_of(shown.races,
                             [&](const RaceRecord& one) { return describe_race(one) == race; });
}

}  // namespace

std::optional<Discrepancy> LockstepDemonstration::show(const Program& program, Scheduler& scheduler,
                                                       const std::string& fingerprint) {
  const Executor::RacesIgnored ignored(pair_.executor(), is_race_);
  shown_ = &pair_.run(program, scheduler);
  if (shown_->is_same) return std::nullopt;
  for (Difference& difference : pair_.differences(program, *shown_)) {
    if (difference.diverged) continue;
    if (!is_wanted(difference, fingerprint)) continue;
    Discrepancy found = make_discrepancy(program, shown_->reference.steps, std::move(difference),
                                         Evidence::kLockstep, true);
    return differ(program) ? std::optional(std::move(found)) : std::nullopt;
  }
  return std::nullopt;
}

// Whether what was shown is something that the other side of each cannot show.
bool LockstepDemonstration::differ(const Program& program) try {
  if (shown_->same_steps()) return true;
  const CommonOutcomes common = find_common_outcomes(pair_, program, *shown_, limits_);
  return unknown_ == Unknown::kIsSuspicious ? !common.agree() : common.differ();
} catch (const NotExplorable&) {
  return unknown_ == Unknown::kIsSuspicious;
}

std::optional<Discrepancy> OutcomeDemonstration::show(const Program& program, Scheduler& scheduler,
                                                      const std::string& fingerprint) {
  const Executor::RacesIgnored ignored(pair_.executor());  // they are no part of an outcome
  pair_.executor().run(program, side_of(pair_, in_variant_), scheduler, shown_);
  Program unscheduled = without_schedule(program);
  if (!(unscheduled == program_)) {
    program_ = std::move(unscheduled);
    judged_.clear();
  }
  const auto [judged, is_new] = judged_.try_emplace(digest_outcome(shown_));
  if (is_new) judged->second = judge(program);
  if (!judged->second || !is_wanted(judged->second->difference, fingerprint)) return std::nullopt;
  Discrepancy found = *judged->second;
  found.reproducer.schedule = shorten_schedule(shown_.steps);
  return found;
}

std::optional<Discrepancy> OutcomeDemonstration::judge(const Program& program) try {
  const lockstep_implementation& other = side_of(pair_, !in_variant_);
  OutcomeSearch search(pair_.executor(), program, other, shown_);
  if (search.can_show(limits_) != Answer::kCannot) return std::nullopt;
  Observation nearest;
  auto difference = explain_outcome(pair_, program, shown_, in_variant_, nearest);
  if (!difference) return std::nullopt;
  Discrepancy found = make_discrepancy(program, shown_.steps, std::move(*difference),
                                       Evidence::kOutcomeSet, in_variant_);
  found.other_schedule = shorten_schedule(nearest.steps);
  return found;
} catch (const NotExplorable&) {
  return std::nullopt;
}

std::optional<Discrepancy> RaceDemonstration::show(const Program& program, Scheduler& scheduler,
                                                   const std::string& fingerprint) {
  pair_.executor().run(program, side_of(pair_, in_variant_), scheduler, shown_);
  for (const RaceRecord& race : shown_.races) {
    const std::string text = describe_race(race);
    Difference difference = race_difference(race, in_variant_);
    if (!is_wanted(difference, fingerprint)) continue;
    const bool other_has_it =
        has_it_aligned(program, text) || other_races(program).races.contains(text);
    if (other_has_it && !is_only_in_this_order(program, text)) continue;
    Discrepancy found = make_discrepancy(program, shown_.steps, std::move(difference),
                                         Evidence::kRaceSet, in_variant_);
    found.races.only_in_this_order = other_has_it;
    return found;
  }
  return std::nullopt;
}

// A rare race would hardly be met by the other side on its own.
bool RaceDemonstration::has_it_aligned(const Program& program, const std::string& race) {
  for (unsigned unseen = 0; unseen <= kMostUnseen; ++unseen) {
    const Observation other =
        run_aligned(pair_.executor(), program, side_of(pair_, !in_variant_), shown_, unseen);
    if (has_race(other, race)) return true;
  }
  return false;
}

bool RaceDemonstration::is_only_in_this_order(const Program& program, const std::string& race) {
  if (!is_in_turn(shown_)) return false;
  const auto other =
      run_in_same_order(pair_.executor(), program, side_of(pair_, !in_variant_), shown_);
  return other && !has_race(*other, race);
}

const WatchedRaces& RaceDemonstration::other_races(const Program& program) {
  Program unscheduled = without_schedule(program);
  if (!other_races_ || !(unscheduled == program_)) {
    program_ = std::move(unscheduled);
    other_races_ =
        watch_for_races(pair_.executor(), program_, side_of(pair_, !in_variant_), most_watched_);
  }
  return *other_races_;
}

std::unique_ptr<Demonstration> make_demonstration(PairRunner& pair, const ExploreLimits& limits,
                                                  const Discrepancy& discrepancy) {
  switch (discrepancy.evidence) {
    case Evidence::kLockstep:
      return std::make_unique<LockstepDemonstration>(pair, limits, discrepancy.difference.kind());
    case Evidence::kOutcomeSet:
      return std::make_unique<OutcomeDemonstration>(pair, limits, discrepancy.in_variant);
    case Evidence::kRaceSet:
      break;
  }
  return std::make_unique<RaceDemonstration>(pair, limits, discrepancy.in_variant);
}

Discrepancy discrepancy_of(const Program& program, const OutcomeDifference& found) {
  Discrepancy discrepancy = make_discrepancy(program, found.steps, found.difference,
                                             Evidence::kOutcomeSet, found.in_variant);
  discrepancy.other_schedule = shorten_schedule(found.other_steps);
  return discrepancy;
}

RaceCounts count_races(PairRunner& pair, const Discrepancy& discrepancy) {
  const bool in_variant = discrepancy.in_variant;
  const std::string& race =
      in_variant ? discrepancy.difference.main().variant : discrepancy.difference.main().reference;
  const Program program = without_schedule(discrepancy.reproducer);
  const WatchedRaces own =
      watch_for_races(pair.executor(), program, side_of(pair, in_variant), kMostWatched);
  const WatchedRaces other =
      watch_for_races(pair.executor(), program, side_of(pair, !in_variant), kMostWatched);
  const auto shown = own.races.find(race);
  return {.shown = shown == own.races.end() ? 0 : shown->second,
          .watched = own.schedules,
          .other_watched = other.schedules,
          .other_complete = other.complete,
          .only_in_this_order = other.races.contains(race)};
}

CommonOutcomes find_common_outcomes(PairRunner& pair, const Program& program,
                                    const ObservedPair& shown, const ExploreLimits& limits) {
  const Executor::RacesIgnored ignored(pair.executor());
  CommonOutcomes common;
  OutcomeSearch in_reference(pair.executor(), program, pair.reference(), shown.variant);
  common.of_variant = in_reference.can_show(limits);
  if (common.of_variant == Answer::kCannot) return common;
  OutcomeSearch in_variant(pair.executor(), program, pair.variant(), shown.reference);
  common.of_reference = in_variant.can_show(limits);
  return common;
}

}  // namespace lockstep
