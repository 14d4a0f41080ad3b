// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/stress/stress.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lockstep/exec/race_reports.h"
#include "lockstep/exec/supported_operations.h"
#include "lockstep/explore/explored_outcomes.h"
#include "lockstep/load/source_positions.h"
#include "lockstep/stress/outcome_tally.h"
#include "lockstep/stress/thread_runner.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostExamples = 512;  // outcomes that one from outside is compared to

ExploreLimits limits_of(const StressOptions& options) {
  ExploreLimits limits;
  limits.memory = options.memory;
  return limits;
}

/// The outcomes of a program, or why it is left out.
using Explored = std::variant<std::vector<OutcomeDigest>, LeftOutReason>;

Explored explore(Executor& executor, const Program& program,
                 const lockstep_implementation& implementation, const ExploreLimits& limits) {
  if (has_fault(program)) return LeftOutReason::kFault;
  if (may_race_by_overflow(program)) return LeftOutReason::kRaces;
  if (!supported_operations(implementation).contains(program)) return LeftOutReason::kLacking;
  try {
    const ExploredOutcomes explored(executor, program, implementation, limits,
                                    OutcomeView::kThreads);
    if (explored.can_end(End::kCrash) || explored.can_end(End::kOutOfSteps)) {
      return LeftOutReason::kCrashes;
    }
    if (!explored.complete()) return LeftOutReason::kTooLarge;
    return explored.outcomes();
  } catch (const NotExplorable&) {
    return LeftOutReason::kNotExplorable;
  }
}

void note_races(const Observation& shown, std::uint64_t iteration, std::vector<ThreadRace>& races) {
  for (const RaceRecord& race : shown.races) {
    const bool known = std::ranges::find(races, race, &ThreadRace::race) != races.end();
    if (!known) races.push_back({race, iteration, ""});
  }
}

void note_outside(const Observation& shown, std::uint64_t iteration,
                  std::optional<OutsideOutcome>& outside) {
  if (!outside) {
    outside = OutsideOutcome{iteration, 0, restricted(shown, OutcomeView::kThreads), {}};
  }
  ++outside->times;
}

/// How many operations of `a` have the same record in `b`.
std::size_t similarity(const Observation& a, const Observation& b) {
  return static_cast<std::size_t>(
      std::ranges::count_if(a.operations, [&](const OperationRecord& record) {
        return std::ranges::find(b.operations, record) != b.operations.end();
      }));
}

Observation find_nearest(Executor& executor, const StressedProgram& stressed,
                         const lockstep_implementation& implementation,
                         const ExploreLimits& limits) {
  ExploredOutcomes explored(executor, stressed.program, implementation, limits,
                            OutcomeView::kThreads);
  std::optional<Observation> nearest;
  std::size_t most_similar = 0;
  Observation example;
  for (const OutcomeDigest& outcome :
       std::span(explored.outcomes()).first(std::min(explored.outcomes().size(), kMostExamples))) {
    explored.observe(outcome, example);
    Observation told = restricted(example, OutcomeView::kThreads);
    const std::size_t similar = similarity(stressed.outside->shown, told);
    if (nearest && similar <= most_similar) continue;
    nearest.emplace(std::move(told));
    most_similar = similar;
  }
  return std::move(*nearest);
}

class Stress {
 public:
  Stress(const StressOptions& options, const StressListener& listener)
      : options_(options), listener_(listener), limits_(limits_of(options)) {}

  StressResult run() {
    result_.seed = options_.seed;
    result_.watched_races = has_thread_sanitizer();
    for (const lockstep_implementation* implementation : options_.implementations) {
      result_.implementations.push_back({implementation, {}, {}});
      run(result_.implementations.back());
    }
    return std::move(result_);
  }

 private:
  struct ToRun {
    const NamedProgram* program;
    std::vector<OutcomeDigest> outcomes;
  };

  void tell(StressProgress now) const {
    const double part = now.all_iterations == 0 ? 0
                                                : static_cast<double>(now.iterations) /
                                                      static_cast<double>(now.all_iterations);
    now.programs_done = programs_done_ + part;
    now.all_programs =
        static_cast<double>(options_.implementations.size() * options_.programs.size());
    listener_(now);
  }

  void run(StressedImplementation& stressed) {
    const lockstep_implementation& implementation = *stressed.implementation;
    for (ToRun& to_run : explore_all(stressed)) {
      stressed.programs.push_back(run_on_threads(*to_run.program, implementation,
                                                 std::move(to_run.outcomes), options_, crash_line_,
                                                 [this](const StressProgress& now) { tell(now); }));
      ++programs_done_;
    }
    explain(stressed);
  }

  std::vector<ToRun> explore_all(StressedImplementation& stressed) {
    std::vector<ToRun> to_run;
    Executor executor;
    for (const NamedProgram& named : options_.programs) {
      tell({stressed.implementation->name, named.name, true, 0, 0});
      Explored explored = explore(executor, named.program, *stressed.implementation, limits_);
      if (const auto* const reason = std::get_if<LeftOutReason>(&explored)) {
        stressed.left_out.push_back({named.name, *reason});
        ++programs_done_;
      } else {
        to_run.push_back({&named, std::get<std::vector<OutcomeDigest>>(std::move(explored))});
      }
    }
    return to_run;
  }

  void explain(StressedImplementation& stressed) {
    SourcePositions positions;
    Executor executor;
    for (StressedProgram& program : stressed.programs) {
      for (ThreadRace& race : program.races) {
        race.positions = describe_positions(race.race, positions);
      }
      if (!program.outside) continue;
      program.outside->nearest = find_nearest(executor, program, *stressed.implementation, limits_);
    }
  }

  const StressOptions& options_;
  const StressListener& listener_;
  const ExploreLimits limits_;
  double programs_done_ = 0;
  CrashLine crash_line_{options_.crash_status};
  StressResult result_;
};

}  // namespace

StressedProgram run_on_threads(const NamedProgram& named,
                               const lockstep_implementation& implementation,
                               std::vector<OutcomeDigest> explored, const StressOptions& options,
                               CrashLine& crash_line, const StressListener& listener) {
  StressedProgram result;
  result.name = named.name;
  result.program = named.program;
  OutcomeTally tally(std::move(explored));
  const auto visit = [&](std::uint64_t iteration, const Observation& shown) {
    if (!tally.add(shown)) note_outside(shown, iteration, result.outside);
    note_races(shown, iteration, result.races);
    listener({implementation.name, named.name, false, iteration, options.iterations});
    return true;
  };
  crash_line.set_subject(
      fmt::format("{} in {}, seed {}", implementation.name, named.name, options.seed));
  ThreadRunner runner(named.program, implementation, crash_line);
  result.iterations = runner.run(options.seed, options.iterations, visit);
  result.explored = tally.explored();
  result.reached = tally.reached();
  return result;
}

StressResult stress(const StressOptions& options, const StressListener& listener) {
  return Stress(options, listener).run();
}

}  // namespace lockstep
