// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/small_program_search.h"

#include "lockstep/explore/history_search.h"
#include "lockstep/explore/open_moves.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

constexpr unsigned kOperationsOfThreeTasks = 3;  // larger ones have two tasks
constexpr std::size_t kMostMemory = std::size_t{64} << 20;
constexpr std::size_t kMostMemoryForHistories = std::size_t{512} << 20;

}  // namespace

void SmallProgramSearch::run_up_to(unsigned operations) {
  search_.begin_phase("small programs");
  while (sizes_.size() < operations && !search_.spent(end_)) {
    SmallProgramTotals totals;
    totals.operations = static_cast<unsigned>(sizes_.size()) + 1;
    search_all(totals);
    sizes_.push_back(totals);
  }
}

void SmallProgramSearch::search_all(SmallProgramTotals& totals) {
  const ProgramBound bound = {.tasks = totals.operations <= kOperationsOfThreeTasks ? 3u : 2u,
                              .operations = totals.operations};
  totals.all = true;
  totals.tasks = bound.tasks;
  Program start;
  start.tasks.resize(bound.tasks);
  std::uint64_t place = 0;
  for (const Configuration& configuration : options_.configurations) {
    start.configuration = configuration;
    for (const auto& objects : object_starts(bound)) {
      if (!options_.share.has(place++)) continue;
      start.objects = objects;
      totals.all &= search_from(start, bound, totals);
    }
  }
  totals.by_histories = by_histories_;
  if (!totals.all) return;
  const auto programs = count_programs(bound, search_.caller_operations());
  totals.totals.programs = programs[bound.operations].get_ui() * options_.configurations.size();
  totals.totals.complete = totals.totals.programs;
  search_.count_programs(totals.totals.programs);
}

// True if nothing was left out.
bool SmallProgramSearch::search_from(const Program& start, const ProgramBound& bound,
                                     SmallProgramTotals& totals) try {
  const bool all = !by_histories_ && search_in_lockstep(start, bound, totals);
  return by_histories_ ? search_histories(start, bound, totals) : all;
} catch (const NotExplorable& why) {
  search_.note_not_explorable(why);
  return false;
}

ExploreLimits SmallProgramSearch::limits_for(SmallProgramTotals& totals) {
  ExploreLimits limits;
  limits.memory = kMostMemory;
  limits.stop = [this, &totals, counted = std::uint64_t{0}](std::uint64_t executions) mutable {
    const std::uint64_t more = executions / 2 - counted;
    counted += more;
    search_.count_pairs(more);
    totals.totals.pairs += more;
    search_.note_progress();
    return search_.spent(end_);
  };
  return limits;
}

bool SmallProgramSearch::search_in_lockstep(const Program& start, const ProgramBound& bound,
                                            SmallProgramTotals& totals) {
  PairRunner& pair = search_.pair();
  OpenSearch search(pair.executor(), start, pair.reference(), pair.variant(), bound,
                    search_.caller_operations());
  return search
      .search(bound.operations, limits_for(totals),
              [&](const OpenSearch::MovePath& moves) {
                return examine(program_of(start, search.alphabet(), moves));
              })
      .complete;
}

// Looks at a program that the sides do not agree on. True if there may be more.
bool SmallProgramSearch::examine(const Program& program) {
  ScriptedScheduler scheduler(program.schedule);
  const ObservedPair& shown = search_.pair().run(program, scheduler);
  if (!shown.same_steps() && !shown.has_crash()) by_histories_ = true;
  if (!shown.is_same && !by_histories_) {
    search_.collector().examine(program, shown, search_.pairs());
  }
  return !by_histories_ && !search_.spent(end_);
}

// Where histories differ, outcomes decide; what the program could go on with is left out.
bool SmallProgramSearch::search_histories(const Program& start, const ProgramBound& bound,
                                          SmallProgramTotals& totals) {
  PairRunner& pair = search_.pair();
  HistorySearch search(pair.executor(), start, pair.reference(), pair.variant(), bound,
                       search_.caller_operations());
  ExploreLimits limits = limits_for(totals);
  limits.memory = kMostMemoryForHistories;
  bool all = true;
  const ExploreTotals explored =
      search.search(bound.operations, limits, [&](const Program& program) {
        const bool decided = search_.collector().examine_outcomes(
            program, WitnessLimits().explore_limits(), search_.pairs());
        // Nothing goes on from the largest programs.
        all &= decided && count_operations(program) == bound.operations;
        return !search_.spent(end_);
      });
  return all && explored.complete;
}

}  // namespace lockstep
