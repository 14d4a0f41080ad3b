// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/compare/describe.h"
#include "lockstep/program/text.h"
#include "lockstep/report/json_values.h"
#include "lockstep/report/observation_text.h"
#include "lockstep/report/outcome_reports.h"
#include "lockstep/report/scope_text.h"

namespace lockstep {
namespace {

std::string_view side_name(bool in_variant) { return in_variant ? "variant" : "reference"; }

Json json_of(const ExploredSide& side, std::uint64_t only, bool has_outcomes) {
  Json json = {{"states", side.totals.states},
               {"executions", side.totals.executions},
               {"complete", side.totals.complete}};
  if (side.totals.complete) json["interleavings"] = json_number(side.interleavings.get_str());
  if (!has_outcomes) return json;
  json["outcomes"] = side.outcomes;
  json["only_here"] = only;
  return json;
}

Json json_of(const Program& program, const OneSidedOutcome& outcome) {
  Json operations = Json::array();
  for (const OperationRecord& record : outcome.shown.operations) {
    operations.push_back({{"task", program.tasks[record.task].name},
                          {"operation", describe_operation(program, record)},
                          {"shown", describe_shown(record)}});
  }
  Json warnings = Json::array();
  for (const WarningRecord& warning : outcome.shown.warnings) {
    warnings.push_back(describe_warning(warning));
  }
  return {{"side", side_name(outcome.in_variant)},
          {"schedule", print_schedule(program, schedule_of(outcome.path))},
          {"operations", operations},
          {"warnings", warnings},
          {"end", describe_end(program, outcome.shown)}};
}

Json differences_of(const ExploreReport& report) {
  const ProgramExploration& explored = report.explored;
  Json json = Json::array();
  if (explored.difference) {
    json.push_back(json_of(*explored.difference));
    json.back()["evidence"] = "lockstep";
    json.back()["schedule"] = print_schedule(report.program, schedule_of(*explored.disagreement));
  }
  for (const OutcomeDifference& found : explored.outcomes.differences) {
    const Path path = path_of(found.steps);
    json.push_back(json_of(found.difference));
    json.back()["evidence"] = "outcome sets";
    json.back()["side"] = side_name(found.in_variant);
    json.back()["schedule"] = print_schedule(report.program, schedule_of(path));
  }
  return json;
}

Json races_of(const ExploreReport& report) {
  Json json = Json::array();
  if (!report.explored.races) return json;
  for (const OneSidedRace& race : report.explored.races->one_sided()) {
    json.push_back({{"side", side_name(race.in_variant)},
                    {"race", race.name},
                    {"schedule", print_schedule(report.program, schedule_of(race.path))}});
  }
  return json;
}

}  // namespace

std::string print_explore_json(const ExploreReport& report, const Report& head) {
  const ProgramExploration& explored = report.explored;
  const OutcomeComparison& outcomes = explored.outcomes;
  Json json = json_head(head);
  json["reference"] = json_of_side(*report.reference);
  json["variant"] = json_of_side(*report.variant);
  json["program"] = json_of(report.program);
  json["verdict"] = name_of(verdict_of(report));
  json["ended_early"] = report.ended_early;
  json["explored"] = {
      {"reference",
       json_of(outcomes.reference, outcomes.only_reference, explored.has_outcome_sets)},
      {"variant", json_of(outcomes.variant, outcomes.only_variant, explored.has_outcome_sets)}};
  if (explored.races) {
    json["explored"]["reference"]["data_races"] = explored.races->reference.races.size();
    json["explored"]["variant"]["data_races"] = explored.races->variant.races.size();
  }
  json["differences"] = differences_of(report);
  json["races_of_one_side"] = races_of(report);
  json["only_one_side"] = Json::array();
  for (const OneSidedOutcome& outcome : outcomes.one_sided) {
    json["only_one_side"].push_back(json_of(report.program, outcome));
  }
  if (report.changes) json["changes"] = json_of(*report.changes);
  json["not_shown"] = not_shown_by_exploring(explored);
  return print(json);
}

namespace {

std::string_view name_of(LeftOutReason reason) {
  switch (reason) {
    case LeftOutReason::kFault:
      return "fault";
    case LeftOutReason::kRaces:
      return "races by overflow";
    case LeftOutReason::kLacking:
      return "lacking operation";
    case LeftOutReason::kTooLarge:
      return "too large";
    case LeftOutReason::kNotExplorable:
      return "not explorable";
    case LeftOutReason::kCrashes:
      break;
  }
  return "crashes";
}

Json json_of(const Program& program, const OutsideOutcome& outside) {
  Json rows = Json::array();
  for (const auto& [label, text] : outcome_rows(program, outside.shown, OutcomeView::kThreads)) {
    rows.push_back({{"label", label}, {"text", text}});
  }
  return {{"iteration", outside.iteration}, {"times", outside.times}, {"shown", rows}};
}

Json json_of(const StressedProgram& program) {
  Json json = {{"name", program.name},
               {"iterations", program.iterations},
               {"outcomes", program.explored},
               {"reached", program.reached},
               {"races", Json::array()}};
  for (const ThreadRace& race : program.races) {
    json["races"].push_back({{"race", describe_race(race.race)},
                             {"iteration", race.iteration},
                             {"source", race.positions}});
  }
  if (program.outside) json["outside"] = json_of(program.program, *program.outside);
  if (program.outside || !program.races.empty()) json["program"] = json_of(program.program);
  return json;
}

Json json_of(const StressedImplementation& stressed) {
  Json json = {{"implementation", json_of_side(*stressed.implementation)},
               {"programs", Json::array()},
               {"left_out", Json::array()}};
  for (const StressedProgram& program : stressed.programs) {
    json["programs"].push_back(json_of(program));
  }
  for (const LeftOutProgram& program : stressed.left_out) {
    json["left_out"].push_back({{"name", program.name}, {"reason", name_of(program.reason)}});
  }
  return json;
}

}  // namespace

std::string print_stress_json(const StressResult& result, const Report& head) {
  Json json = json_head(head);
  json["seed"] = result.seed;
  json["watched_races"] = result.watched_races;
  json["implementations"] = Json::array();
  for (const StressedImplementation& stressed : result.implementations) {
    json["implementations"].push_back(json_of(stressed));
  }
  return print(json);
}

}  // namespace lockstep
