// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/prove/part.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "lockstep/compare/pair_runner.h"
#include "lockstep/explore/open_program.h"
#include "lockstep/explore/open_search.h"
#include "lockstep/explore/outcome_differences.h"
#include "lockstep/explore/pair_explorer.h"
#include "lockstep/explore/program_machine.h"
#include "lockstep/explore/small_programs.h"
#include "lockstep/program/text.h"
#include "lockstep/reduce/short_schedule.h"
#include "lockstep/sched/scripted_scheduler.h"

namespace lockstep {
namespace {

constexpr std::uint64_t kExecutionsPerProgress = 100'000;

/// Whether the last pair differs although both sides took the same steps up to there.
bool differs_in_lockstep(const PairRunner& pair, const Program& program) {
  const auto difference = first_difference(program, pair.reference_shown(), pair.variant_shown());
  return difference && !difference->diverged;
}

class LockstepPart {
 public:
  LockstepPart(const ProofPart& part, const lockstep_implementation& reference,
               const lockstep_implementation& variant, const ProofOptions& options)
      : part_(part), reference_(reference), variant_(variant), options_(options) {
    start_.configuration = part.configuration;
    start_.vmas = part.vmas;
    start_.tasks.resize(options.bound.tasks);
  }

  PartResult run(const std::function<void(std::uint64_t)>& on_progress) {
    OpenSearch search(executor_, start_, reference_, variant_, options_.bound);
    ExploreLimits limits;
    limits.memory = options_.memory;
    limits.verify = options_.verify;
    limits.key_mask = options_.key_mask;
    limits.stop = [&, next = kExecutionsPerProgress](std::uint64_t executions) mutable {
      if (executions < next) return false;
      next += kExecutionsPerProgress;
      on_progress(search.states());
      return false;
    };
    std::optional<OpenSearch::MovePath> disagreement;
    const auto on_disagreement = [&](const OpenSearch::MovePath& moves) {
      disagreement = moves;
      return false;
    };
    const ExploreTotals totals = search.search(part_.operations, limits, on_disagreement);
    PartResult result;
    result.complete = totals.complete;
    result.states = totals.states;
    result.executions = totals.executions;
    result.memory = totals.memory;
    result.interleavings = search.interleavings();
    if (disagreement) explain(search, *disagreement, result);
    return result;
  }

 private:
  // Runs the program that made the moves as any other program.
  void explain(const OpenSearch& search, const OpenSearch::MovePath& moves, PartResult& result) {
    const Program program = program_of(start_, search.alphabet(), moves);
    PairRunner pair(executor_, reference_, variant_);
    ScriptedScheduler scheduler(program.schedule);
    pair.run(program, scheduler);
    if (differs_in_lockstep(pair, program)) {
      result.refuting = print_program(program);
    } else {
      result.other_steps = true;
    }
  }

  const ProofPart& part_;
  const lockstep_implementation& reference_;
  const lockstep_implementation& variant_;
  const ProofOptions& options_;
  Executor executor_;
  Program start_;
};

class OutcomesPart {
 public:
  OutcomesPart(const ProofPart& part, const lockstep_implementation& reference,
               const lockstep_implementation& variant, const ProofOptions& options)
      : part_(part), options_(options), pair_(executor_, reference, variant) {}

  PartResult run(const std::function<void(std::uint64_t)>& on_progress) {
    std::uint64_t next = kExecutionsPerProgress;
    const SmallProgramShape shape = {options_.bound.tasks, options_.bound.operations,
                                     part_.vmas.front().attached, pair_.operations()};
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
    ProgramMachine reference(executor_, program, pair_.reference(), options_.verify);
    ProgramMachine variant(executor_, program, pair_.variant(), options_.verify);
    ExploreLimits limits;
    limits.memory = options_.memory;
    limits.verify = options_.verify;
    limits.key_mask = options_.key_mask;
    PairExplorer explorer(reference, variant, limits);
    bool agree = true;
    const ExploreTotals totals = explorer.explore([&](const Path&) { return agree = false; });
    result_.states += totals.states;
    result_.executions += totals.executions;
    result_.memory = std::max<std::uint64_t>(result_.memory, totals.memory);
    if (!agree) compare_sets(program, limits);
  }

  void compare_sets(const Program& program, const ExploreLimits& limits) {
    const OutcomeComparison comparison = compare_outcomes(pair_, program, limits);
    if (!comparison.differences.empty()) {
      Program shown = program;
      shown.schedule = shorten_schedule(comparison.differences.front().steps);
      result_.refuting = print_program(shown);
    } else if (!comparison.complete) {
      ++result_.undecided;
    }
  }

  const ProofPart& part_;
  const ProofOptions& options_;
  Executor executor_;
  PairRunner pair_;
  PartResult result_;
};

}  // namespace

std::string ProofPart::name() const {
  std::string text = fmt::format("{} operations, {}, {}", operations,
                                 method == ProofMethod::kLockstep ? "lockstep" : "outcomes",
                                 print_configuration(configuration));
  for (const VmaStart& vma : vmas) {
    text += fmt::format(", {} in mm {}", vma.attached ? "attached" : "detached", vma.mm);
  }
  return text;
}

std::string print_part_result(const PartResult& result) {
  const nlohmann::ordered_json json = {{"complete", result.complete},
                                       {"other_steps", result.other_steps},
                                       {"interleavings", result.interleavings.get_str()},
                                       {"states", result.states},
                                       {"executions", result.executions},
                                       {"memory", result.memory},
                                       {"programs", result.programs},
                                       {"undecided", result.undecided},
                                       {"refuting", result.refuting},
                                       {"problem", static_cast<int>(result.problem)},
                                       {"error", result.error}};
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

PartResult parse_part_result(const std::string& text) {
  const auto json = nlohmann::json::parse(text);
  PartResult result;
  result.complete = json.at("complete").get<bool>();
  result.other_steps = json.at("other_steps").get<bool>();
  result.interleavings = InterleavingCount(json.at("interleavings").get<std::string>());
  result.states = json.at("states").get<std::uint64_t>();
  result.executions = json.at("executions").get<std::uint64_t>();
  result.memory = json.at("memory").get<std::uint64_t>();
  result.programs = json.at("programs").get<std::uint64_t>();
  result.undecided = json.at("undecided").get<std::uint64_t>();
  result.refuting = json.at("refuting").get<std::string>();
  result.problem = static_cast<PartProblem>(json.at("problem").get<int>());
  result.error = json.at("error").get<std::string>();
  return result;
}

PartResult run_part(const ProofPart& part, const lockstep_implementation& reference,
                    const lockstep_implementation& variant, const ProofOptions& options,
                    const std::function<void(std::uint64_t)>& on_progress) {
  if (part.method == ProofMethod::kLockstep) {
    return LockstepPart(part, reference, variant, options).run(on_progress);
  }
  return OutcomesPart(part, reference, variant, options).run(on_progress);
}

}  // namespace lockstep
