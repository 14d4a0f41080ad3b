// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/discrepancy_collector.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/explore/race_search.h"
#include "lockstep/program/text.h"
#include "lockstep/reduce/confirmation.h"
#include "lockstep/reduce/demonstration.h"
#include "lockstep/reduce/reduce.h"
#include "lockstep/reduce/short_schedule.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

// What one fault does can show in dozens of ways, each of which takes seconds to reduce.
constexpr unsigned kMostNotesPerProgram = 4;

constexpr unsigned kMostTriedAgain = 32;  // of what was left for later, in all

// Executions to look into a difference where it was met. Most take a handful.
constexpr std::uint64_t kMostToDecideAtOnce = 2'000;
constexpr std::uint64_t kMostToDecideAgain = 400;
constexpr double kDecidingShare = 0.6;

// Of all work, to explore what data races there can be.
constexpr double kRacingShare = 0.15;

constexpr std::uint64_t kMostWatchedAtOnce = 1'000;  // executions of the other side, for a race

/// Keeps account of the steps that it takes while it exists.
class Work {
 public:
  Work(const Executor& executor, std::uint64_t& sum)
      : executor_(executor), sum_(sum), begin_(executor.work()) {}
  ~Work() { sum_ += executor_.work() - begin_; }
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

 private:
  const Executor& executor_;
  std::uint64_t& sum_;
  const std::uint64_t begin_;
};

Program with_schedule_of(Program program, const Observation& shown) {
  program.schedule = shorten_schedule(shown.steps);
  return program;
}

}  // namespace

void DiscrepancyCollector::examine(const Program& program, const ObservedPair& shown,
                                   std::uint64_t pairs) {
  work_before_ = pair_.executor().work();
  const ObservedPair kept = shown.compact();  // other pairs follow
  const Program in_reference = with_schedule_of(program, kept.reference);
  const Program in_variant = with_schedule_of(program, kept.variant);
  for (const Difference& difference : pair_.differences(program, kept)) {
    if (kept.same_steps()) {
      add({.difference = difference, .reproducer = in_reference}, pairs);
    } else if (difference.kind() == DifferenceKind::kDataRace) {
      decide_race(difference.main().reference == kNoRace ? in_variant : in_reference, difference,
                  pairs);
    } else {
      decide(in_reference, kept, difference, pairs);
    }
  }
}

bool DiscrepancyCollector::examine_outcomes(const Program& program, const ExploreLimits& limits,
                                            std::uint64_t pairs) {
  const OutcomeComparison comparison = compare_outcomes(pair_, program, limits);
  unsigned notes = 0;
  for (const OutcomeDifference& found : comparison.differences) {
    if (has_fault(program) && ++notes > kMostNotesPerProgram) break;
    if (limits_.stop() && !discrepancies_.empty()) break;
    add(discrepancy_of(program, found), pairs);
  }
  return comparison.complete;
}

// A discrepancy that takes less to show is worth more.
bool DiscrepancyCollector::is_known(const std::string& fingerprint, const Program& program) const {
  return std::ranges::any_of(discrepancies_, [&](const Discrepancy& known) {
    return known.difference.fingerprint() == fingerprint &&
           known.discrepancy_class() <= classify(program);
  });
}

bool DiscrepancyCollector::worked_enough() const {
  return pair_.executor().work() - work_before_ > most_work_;
}

WitnessLimits DiscrepancyCollector::reduction_limits() const {
  WitnessLimits limits = limits_;
  limits.stop = [this] { return worked_enough() || limits_.stop(); };
  limits.hurry = limits_.stop;
  return limits;
}

void DiscrepancyCollector::add(const Discrepancy& found, std::uint64_t pairs) {
  if (is_known(found.difference.fingerprint(), found.reproducer)) return;
  pair_.notice_uninitialised_in(found.reproducer);  // then it need not be there any more
  auto reduced = reduce_discrepancy(pair_, found, TaskNames::kByRole, reduction_limits());
  if (!reduced && pair_.reads_uninitialised()) return;
  if (!reduced) {
    throw NotReproducible(
        fmt::format("a difference ({}: {}) does not show again when its program is run again:\n{}",
                    name_of(found.difference.kind()), found.difference.main().variant,
                    print_program(found.reproducer)));
  }
  if (is_known(reduced->difference.fingerprint(), reduced->reproducer)) return;
  const Confirmation confirmation = confirm(pair_, *reduced, limits_.stop);
  if (confirmation.answer == Confirmation::Answer::kContradicted) {
    // In lockstep, one schedule is compared with one schedule; outcomes are the last word.
    if (reduced->evidence != Evidence::kLockstep) throw_contradiction(*reduced);
    ++explained_;
    return;
  }
  reduced->found_after = pairs;
  keep(std::move(*reduced));
}

void DiscrepancyCollector::keep(Discrepancy found) {
  const std::string fingerprint = found.difference.fingerprint();
  std::erase_if(discrepancies_, [&](const Discrepancy& known) {
    return known.difference.fingerprint() == fingerprint;
  });
  on_found_(found);
  discrepancies_.push_back(std::move(found));
}

// What was never decided comes first; looking into the rest takes no more than a share of all work.
bool DiscrepancyCollector::is_due(DivergedKind& kind) {
  if (!kind.meet()) return false;
  const auto all = static_cast<double>(pair_.executor().work() - racing_work_);
  return !kind.is_decided() || static_cast<double>(deciding_work_) < kDecidingShare * all;
}

void DiscrepancyCollector::decide(const Program& program, const ObservedPair& shown,
                                  const Difference& difference, std::uint64_t pairs) {
  const std::string fingerprint = difference.fingerprint();
  if (is_known(fingerprint, program)) return;
  DivergedKind& kind = diverged_[fingerprint];
  if (!is_due(kind)) return;
  ExploreLimits limits = limits_.explore_limits();
  limits.cost = kind.is_decided() ? kMostToDecideAgain : kMostToDecideAtOnce;
  if (decide_outcomes(program, shown, difference, limits, pairs)) {
    kind.note_explained();
  } else if (!has_fault(program)) {  // with a fault, it would be a note at best
    kind.postpone(program, difference);
  }
}

// True if it is decided what the difference is.
bool DiscrepancyCollector::decide_outcomes(const Program& program, const ObservedPair& shown,
                                           const Difference& difference,
                                           const ExploreLimits& limits, std::uint64_t pairs) try {
  CommonOutcomes common;
  {
    const Work work(pair_.executor(), deciding_work_);
    common = find_common_outcomes(pair_, program, shown, limits);
  }
  if (common.agree()) return ++explained_, true;
  const bool in_variant = common.of_variant != OutcomeSearch::Answer::kCan;
  const Observation& side = in_variant ? shown.variant : shown.reference;
  if (!common.differ()) return decide_suspicion(with_schedule_of(program, side), in_variant, pairs);
  if (difference.diverged) return add_outcome(program, side, in_variant, pairs);
  add({.difference = difference, .reproducer = program}, pairs);
  return true;
} catch (const NotExplorable&) {
  return false;
}

// What one side shows under the program's schedule was not found on the other side.
bool DiscrepancyCollector::decide_suspicion(const Program& program, bool in_variant,
                                            std::uint64_t pairs) {
  Program reduced;
  Observation shown;
  OutcomeSearch::Answer answer = OutcomeSearch::Answer::kUnknown;
  {
    const Work work(pair_.executor(), deciding_work_);
    reduced = reduce_suspicion(pair_, program, in_variant, limits_.stop);
    ScriptedScheduler scheduler(reduced.schedule);
    const Executor::RacesIgnored ignored(pair_.executor());
    pair_.executor().run(reduced, in_variant ? pair_.variant() : pair_.reference(), scheduler,
                         shown);
    OutcomeSearch search(pair_.executor(), reduced,
                         in_variant ? pair_.reference() : pair_.variant(), shown);
    answer = search.can_show(limits_.explore_limits());
  }
  if (answer == OutcomeSearch::Answer::kCan) return ++explained_, true;
  return answer == OutcomeSearch::Answer::kCannot && add_outcome(reduced, shown, in_variant, pairs);
}

// The other side cannot show this. Always true: that is decided.
bool DiscrepancyCollector::add_outcome(const Program& program, const Observation& shown,
                                       bool in_variant, std::uint64_t pairs) {
  Observation other;
  auto difference = explain_outcome(pair_, program, shown, in_variant, other);
  if (!difference) return true;  // but for what is known
  add({.difference = std::move(*difference),
       .reproducer = with_schedule_of(program, shown),
       .evidence = Evidence::kOutcomeSet,
       .in_variant = in_variant,
       .other_schedule = shorten_schedule(other.steps)},
      pairs);
  return true;
}

// What the program's own schedule shows on the side that it is for.
void DiscrepancyCollector::decide_race(const Program& program, const Difference& difference,
                                       std::uint64_t pairs) {
  const std::string fingerprint = difference.fingerprint();
  if (is_known(fingerprint, program)) return;
  DivergedKind& kind = diverged_[fingerprint];
  if (!is_due(kind)) return;
  judge_race(program, difference, deciding_work_, pairs);
  kind.note_explained();
}

void DiscrepancyCollector::judge_race(const Program& program, const Difference& difference,
                                      std::uint64_t& work_so_far, std::uint64_t pairs) {
  std::optional<Discrepancy> found;
  {
    const Work work(pair_.executor(), work_so_far);
    const auto show = [&](std::uint64_t most_watched) {
      RaceDemonstration demonstration(pair_, limits_.explore_limits(),
                                      difference.main().reference == kNoRace, most_watched);
      ScriptedScheduler scheduler(program.schedule);
      return demonstration.show(program, scheduler, difference.fingerprint());
    };
    found = show(kMostWatchedAtOnce);
    if (found) found = show(kMostWatched);
  }
  if (found) add(*found, pairs);
}

void DiscrepancyCollector::examine_races(const Program& program, const ExploreLimits& limits,
                                         std::uint64_t pairs) {
  if (!pair_.executor().watches_races()) return;
  const auto all = static_cast<double>(pair_.executor().work());
  if (static_cast<double>(racing_work_) > kRacingShare * all) return;
  FoundRaces found;
  {
    const Work work(pair_.executor(), racing_work_);
    found = search_races(pair_.executor(), program, pair_.variant(), limits);
  }
  Program shown = program;
  for (const auto& [name, schedules] : found.races) {
    const Difference difference = race_difference(schedules.race, true);
    shown.schedule = shorten_schedule(schedules.in_turn.value_or(schedules.first));
    if (is_known(difference.fingerprint(), shown)) continue;
    judge_race(shown, difference, racing_work_, pairs);
  }
}

void DiscrepancyCollector::decide_postponed(std::uint64_t pairs) {
  for (auto& [fingerprint, kind] : diverged_) {
    if (!kind.open() || kind.was_tried_again() || is_known(fingerprint, kind.open()->first))
      continue;
    if (limits_.stop() || ++tried_again_ > kMostTriedAgain) return;
    kind.note_tried_again();
    const auto [program, difference] = *kind.open();
    ScriptedScheduler scheduler(program.schedule);
    const ObservedPair shown = pair_.run(program, scheduler).compact();
    if (shown.is_same ||
        decide_outcomes(program, shown, difference, limits_.explore_limits(), pairs)) {
      kind.note_explained();
    }
  }
}

// Whether it was never decided what the kind is, and a program of at most this class shows it.
bool DiscrepancyCollector::is_open(const std::string& fingerprint, const DivergedKind& kind,
                                   DiscrepancyClass most) const {
  if (!kind.open()) return false;
  const Program& program = kind.open()->first;
  return classify(program) <= most && !is_known(fingerprint, program);
}

DivergedKinds DiscrepancyCollector::diverged_kinds(DiscrepancyClass most) const {
  DivergedKinds kinds;
  for (const auto& [fingerprint, kind] : diverged_) {
    if (is_open(fingerprint, kind, most)) kinds.open.push_back(fingerprint);
    if (!kind.open() && kind.is_decided()) kinds.settled.push_back(fingerprint);
  }
  return kinds;
}

std::uint64_t DiscrepancyCollector::undecided() const {
  return static_cast<std::uint64_t>(std::ranges::count_if(diverged_, [&](const auto& entry) {
    return is_open(entry.first, entry.second, DiscrepancyClass::kInternal);
  }));
}

}  // namespace lockstep
