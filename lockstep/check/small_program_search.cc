// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/check/small_program_search.h"

#include "lockstep/explore/open_program.h"
#include "lockstep/explore/small_programs.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

// What exploring does not look for are data races.
constexpr unsigned kSchedulesPerSmallProgram = 2;

constexpr unsigned kLargestProgram = 9;
constexpr unsigned kOperationsOfThreeTasks = 3;  // larger ones have two tasks
constexpr std::size_t kMostMemory = std::size_t{64} << 20;

}  // namespace

std::vector<SmallProgramTotals> SmallProgramSearch::run() {
  search_.begin_phase("small programs");
  std::vector<SmallProgramTotals> sizes;
  for (unsigned size = 1; size <= kLargestProgram && !search_.spent(end_); ++size) {
    SmallProgramTotals totals;
    totals.operations = size;
    if (!one_by_one_) search_all(totals);
    if (one_by_one_) run_one_by_one(totals);
    sizes.push_back(totals);
  }
  return sizes;
}

void SmallProgramSearch::search_all(SmallProgramTotals& totals) {
  const ProgramBound bound = {.tasks = totals.operations <= kOperationsOfThreeTasks ? 3u : 2u,
                              .operations = totals.operations};
  totals.all = true;
  totals.tasks = bound.tasks;
  Program start;
  start.tasks.resize(bound.tasks);
  for (const Configuration& configuration : options_.configurations) {
    start.configuration = configuration;
    for (const auto& vmas : vma_starts(bound)) {
      start.vmas = vmas;
      totals.all &= search_from(start, bound, totals);
      if (one_by_one_) return;
    }
  }
  if (!totals.all) return;
  const auto programs = count_programs(bound, search_.pair().operations());
  totals.totals.programs = programs[bound.operations].get_ui() * options_.configurations.size();
  totals.totals.complete = totals.totals.programs;
  search_.count_programs(totals.totals.programs);
}

// True if nothing was left out.
bool SmallProgramSearch::search_from(const Program& start, const ProgramBound& bound,
                                     SmallProgramTotals& totals) {
  PairRunner& pair = search_.pair();
  OpenSearch search(pair.executor(), start, pair.reference(), pair.variant(), bound);
  std::uint64_t counted = 0;
  ExploreLimits limits;
  limits.memory = kMostMemory;
  limits.stop = [&](std::uint64_t executions) {
    const std::uint64_t more = executions / 2 - counted;
    counted += more;
    search_.count_pairs(more);
    totals.totals.pairs += more;
    search_.note_progress();
    return search_.spent(end_);
  };
  try {
    return search
        .search(bound.operations, limits,
                [&](const OpenSearch::MovePath& moves) {
                  return examine(program_of(start, search.alphabet(), moves));
                })
        .complete;
  } catch (const NotExplorable&) {
    one_by_one_ = true;
    return false;
  }
}

// Looks at a program that the sides do not agree on. True if there may be more.
bool SmallProgramSearch::examine(const Program& program) {
  ScriptedScheduler scheduler(program.schedule);
  const bool same = search_.pair().run(program, scheduler);
  if (!search_.pair().same_steps() && !search_.has_crashed()) one_by_one_ = true;
  if (!same && !one_by_one_) search_.findings().examine(program, search_.pairs());
  return !one_by_one_ && !search_.spent(end_);
}

void SmallProgramSearch::run_one_by_one(SmallProgramTotals& totals) {
  totals.tasks = 0;
  totals.totals = {};
  SmallProgramShape shape;
  shape.supported = search_.pair().operations();
  totals.all = for_each_small_program(totals.operations, shape, [&](Program& small) {
    search_.for_each_configuration(small, [&](const Program& program) {
      ++totals.totals.programs;
      search_.explore(program, totals.totals);
      search_.run_sampled_schedules(program, kSchedulesPerSmallProgram, totals.totals);
    });
    return !search_.spent(end_);
  });
}

}  // namespace lockstep
