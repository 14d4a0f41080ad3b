// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/prove/part.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "lockstep/compare/describe.h"
#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/history_search.h"
#include "lockstep/explore/open_moves.h"
#include "lockstep/explore/open_search.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/explore/program_exploration.h"
#include "lockstep/explore/race_search.h"
#include "lockstep/explore/small_programs.h"
#include "lockstep/program/text.h"
#include "lockstep/reduce/short_schedule.h"
#include "lockstep/sched/scripted_scheduler.h"

/// In decimal: JSON has no numbers of that size.
template <>
struct nlohmann::adl_serializer<lockstep::InterleavingCount> {
  static void to_json(json& value, const lockstep::InterleavingCount& count) {
    value = count.get_str();
  }
  static void from_json(const json& value, lockstep::InterleavingCount& count) {
    count = lockstep::InterleavingCount(value.get<std::string>());
  }
};

namespace lockstep {

// What a checkpoint has of a part: a field that is renamed here is another version of it.
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PartResult, complete, needs_other_method, interleavings, states,
                                   executions, memory, race_states, programs, undecided, refuting,
                                   problem, error)

namespace {

constexpr std::uint64_t kExecutionsPerProgress = 100'000;

ExploreLimits limits_of(const ProofOptions& options) {
  ExploreLimits limits;
  limits.memory = options.memory;
  limits.verify = options.verify;
  limits.key_mask = options.key_mask;
  return limits;
}

using OnProgress = std::function<void(std::uint64_t)>;

/// For a search that never stops: tells how many executions there were, now and then.
std::function<bool(std::uint64_t)> tell(const OnProgress& on_progress) {
  return [&on_progress, next = kExecutionsPerProgress](std::uint64_t executions) mutable {
    if (executions < next) return false;
    next += kExecutionsPerProgress;
    on_progress(executions);
    return false;
  };
}

/// What comparing the outcome sets of a program says.
enum class Decision : std::uint8_t { kSame, kDiffer, kUndecided };

Decision decide_by_outcomes(PairRunner& pair, const Program& program, const ExploreLimits& limits,
                            PartResult& result) {
  const OutcomeComparison comparison = compare_outcomes(pair, program, limits);
  if (comparison.differences.empty()) {
    return comparison.complete ? Decision::kSame : Decision::kUndecided;
  }
  Program shown = program;
  shown.schedule = shorten_schedule(comparison.differences.front().steps);
  result.refuting = print_program(shown);
  return Decision::kDiffer;
}

Program start_of(const ProofPart& part, const ProofOptions& options) {
  Program start;
  start.configuration = part.configuration;
  start.objects = part.objects;
  start.tasks.resize(options.bound.tasks);
  return start;
}

void add_totals(const ExploreTotals& totals, PartResult& result) {
  result.states += totals.states;
  result.executions += totals.executions;
  result.memory = std::max<std::uint64_t>(result.memory, totals.memory);
}

/// Whether a side has a data race of the other one, too, in the same program.
class RaceComparison {
 public:
  RaceComparison(Executor& executor, const lockstep_implementation& side, ExploreLimits limits)
      : executor_(executor), side_(side), limits_(std::move(limits)) {}

  /// `program` has a schedule under which the other one shows the race.
  Decision decide(const Program& program, const RaceRecord& race) {
    const std::string name = describe_race(race);
    ScriptedScheduler scheduler(program.schedule);
    executor_.run(program, side_, scheduler, shown_);
    if (std::ranges::count(shown_.races, name, describe_race) != 0) return Decision::kSame;
    Program unscheduled = program;
    unscheduled.schedule.clear();
    const FoundRaces& races = races_in(unscheduled);
    if (races.races.contains(name)) return Decision::kSame;
    return races.complete ? Decision::kDiffer : Decision::kUndecided;
  }

 private:
  const FoundRaces& races_in(const Program& program) {
    const auto [known, is_new] = known_.try_emplace(print_program(program));
    if (is_new) known->second = search_races(executor_, program, side_, limits_);
    return known->second;
  }

  Executor& executor_;
  const lockstep_implementation& side_;
  const ExploreLimits limits_;
  Observation shown_;
  std::map<std::string, FoundRaces> known_;
};

/// A way to compare all programs of a part, and what it keeps meanwhile.
class PartSearch {
 public:
  PartSearch(const ProofPart& part, const lockstep_implementation& reference,
             const lockstep_implementation& variant, const ProofOptions& options)
      : part_(part),
        options_(options),
        start_(start_of(part, options)),
        pair_(executor_, reference, variant) {
    executor_.set_uninitialised(part.uninitialised);
  }

 protected:
  // Of programs all at once, when nothing else differs: looks for a data race that only one side
  // has in the same program.
  void compare_races(const OnProgress& on_progress) {
    if (!watches_races()) return;
    compare_races_of(pair_.variant(), pair_.reference(), on_progress);
    if (result_.complete) compare_races_of(pair_.reference(), pair_.variant(), on_progress);
  }

  void compare_races_of(const lockstep_implementation& side, const lockstep_implementation& other,
                        const OnProgress& on_progress) {
    OpenSearch search(executor_, start_, side, options_.bound,
                      options_.operations & pair_.operations());
    ExploreLimits limits = limits_of(options_);
    RaceComparison comparison(executor_, other, limits);
    limits.stop = tell(on_progress);
    const auto on_race = [&](const OpenSearch::MovePath& moves) {
      const std::vector<RaceRecord>& races = search.races();
      const Program program = program_of(start_, search.alphabet(), moves);
      return std::ranges::all_of(races, [&](const RaceRecord& race) {
        const Decision decision = comparison.decide(program, race);
        if (decision == Decision::kDiffer) result_.refuting = print_program(program);
        if (decision == Decision::kUndecided) ++result_.undecided;
        return decision != Decision::kDiffer;
      });
    };
    const ExploreTotals totals = search.search(part_.operations, limits, on_race);
    result_.race_states += totals.states;
    result_.executions += totals.executions;
    result_.memory = std::max<std::uint64_t>(result_.memory, totals.memory);
    result_.complete &= totals.complete && result_.undecided == 0;
  }

  const ProofPart& part_;
  const ProofOptions& options_;
  const Program start_;  // tasks without operations
  Executor executor_;
  PairRunner pair_;
  PartResult result_;
};

class LockstepPart : PartSearch {
 public:
  using PartSearch::PartSearch;

  PartResult run(const OnProgress& on_progress) {
    OpenSearch search(executor_, start_, pair_.reference(), pair_.variant(), options_.bound,
                      options_.operations);
    ExploreLimits limits = limits_of(options_);
    limits.stop = tell(on_progress);
    std::optional<OpenSearch::MovePath> disagreement;
    const auto on_disagreement = [&](const OpenSearch::MovePath& moves) {
      disagreement = moves;
      return false;
    };
    const ExploreTotals totals = search.search(part_.operations, limits, on_disagreement);
    add_totals(totals, result_);
    result_.complete = totals.complete;
    result_.interleavings = search.interleavings();
    if (disagreement) explain(program_of(start_, search.alphabet(), *disagreement));
    if (result_.complete) compare_races(on_progress);
    return result_;
  }

 private:
  // Runs the program that made the moves as any other program.
  void explain(const Program& program) {
    ScriptedScheduler scheduler(program.schedule);
    const ObservedPair& shown = pair_.run(program, scheduler);
    const auto difference = first_difference(program, shown.reference, shown.variant);
    if (difference && shown.same_steps()) {
      result_.refuting = print_program(program);
    } else if (!difference || difference->diverged || !differs_by_outcomes(program)) {
      result_.needs_other_method = true;
    }
  }

  bool differs_by_outcomes(const Program& program) {
    if (decide_by_outcomes(pair_, program, limits_of(options_), result_) != Decision::kDiffer) {
      return false;
    }
    result_.refuting = print_program(program);  // which both sides can follow up to there
    return true;
  }
};

/// By histories. Where these differ, the program's outcomes have to; if they do not, what it could
/// go on with is unknown.
class HistoriesPart : PartSearch {
 public:
  using PartSearch::PartSearch;

  PartResult run(const OnProgress& on_progress) {
    HistorySearch search(executor_, start_, pair_.reference(), pair_.variant(), options_.bound,
                         options_.operations);
    ExploreLimits limits = limits_of(options_);
    limits.stop = tell(on_progress);
    const auto on_difference = [this](const Program& program) {
      const Decision decision = decide_by_outcomes(pair_, program, limits_of(options_), result_);
      result_.needs_other_method |= decision != Decision::kDiffer;
      return decision != Decision::kDiffer;
    };
    const ExploreTotals totals = search.search(part_.operations, limits, on_difference);
    add_totals(totals, result_);
    result_.complete = totals.complete && !result_.needs_other_method;
    if (result_.complete) compare_races(on_progress);
    return result_;
  }
};

class OutcomesPart : PartSearch {
 public:
  using PartSearch::PartSearch;

  PartResult run(const OnProgress& on_progress) {
    std::uint64_t next = kExecutionsPerProgress;
    const SmallProgramShape shape = {options_.bound.tasks, options_.bound.operations,
                                     part_.objects.front().attached,
                                     options_.operations & pair_.operations()};
    result_.complete = for_each_small_program(part_.operations, shape, [&](Program& program) {
      ++result_.programs;
      program.configuration = part_.configuration;
      compare(program);
      if (result_.executions >= next) {
        next = result_.executions + kExecutionsPerProgress;
        on_progress(result_.states);
      }
      return result_.refuting.empty();
    });
    result_.complete &= result_.undecided == 0;
    return result_;
  }

 private:
  void compare(const Program& program) {
    const ExploreLimits limits = limits_of(options_);
    bool agree = true;
    const auto note = [&](const Path&) { return agree = false; };
    add_totals(compare_states(pair_, program, limits, note), result_);
    Decision decision = Decision::kSame;
    if (!agree) decision = decide_by_outcomes(pair_, program, limits, result_);
    if (decision == Decision::kSame) {
      decision = compare_races_in(program, pair_.variant(), pair_.reference(), limits);
    }
    if (decision == Decision::kSame) {
      decision = compare_races_in(program, pair_.reference(), pair_.variant(), limits);
    }
    if (decision == Decision::kUndecided) ++result_.undecided;
  }

  Decision compare_races_in(const Program& program, const lockstep_implementation& side,
                            const lockstep_implementation& other, const ExploreLimits& limits) {
    const FoundRaces found = search_races(executor_, program, side, limits);
    result_.race_states += found.states;
    result_.executions += found.executions;
    RaceComparison comparison(executor_, other, limits);
    for (const auto& [name, schedules] : found.races) {
      Program shown = program;
      shown.schedule = shorten_schedule(schedules.first);
      const Decision decision = comparison.decide(shown, schedules.race);
      if (decision == Decision::kDiffer) result_.refuting = print_program(shown);
      if (decision != Decision::kSame) return decision;
    }
    return found.complete ? Decision::kSame : Decision::kUndecided;
  }
};

std::string_view name_of(ProofMethod method) {
  switch (method) {
    case ProofMethod::kLockstep:
      return "lockstep";
    case ProofMethod::kHistories:
      return "histories";
    case ProofMethod::kOutcomes:
      break;
  }
  return "outcomes";
}

}  // namespace

std::string ProofPart::name() const {
  std::string text = fmt::format("{} operations, {}, {}", operations, name_of(method),
                                 print_configuration(configuration));
  for (const ObjectStart& object : objects) {
    text += fmt::format(", {}", kObjectKind.states[object.attached ? 0 : 1]);
    if (kHasOwners) text += fmt::format(" in {} {}", kOwnerKind.name, object.owner);
  }
  if (uninitialised != Uninitialised::kAsLeft) {
    text += fmt::format(", uninitialised memory holds {:#04x}", filling_of(uninitialised));
  }
  return text;
}

std::string print_part_result(const PartResult& result) {
  const auto handler = nlohmann::json::error_handler_t::replace;
  return nlohmann::json(result).dump(-1, ' ', false, handler);
}

PartResult parse_part_result(const std::string& text) {
  return nlohmann::json::parse(text).get<PartResult>();
}

PartResult run_part(const ProofPart& part, const lockstep_implementation& reference,
                    const lockstep_implementation& variant, const ProofOptions& options,
                    const std::function<void(std::uint64_t)>& on_progress) {
  // What they have in them is more than a small stack holds.
  switch (part.method) {
    case ProofMethod::kLockstep:
      return std::make_unique<LockstepPart>(part, reference, variant, options)->run(on_progress);
    case ProofMethod::kHistories:
      return std::make_unique<HistoriesPart>(part, reference, variant, options)->run(on_progress);
    case ProofMethod::kOutcomes:
      break;
  }
  return std::make_unique<OutcomesPart>(part, reference, variant, options)->run(on_progress);
}

}  // namespace lockstep
