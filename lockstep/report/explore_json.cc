// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/report/explore_json.h"

#include "lockstep/compare/describe.h"
#include "lockstep/program/text.h"
#include "lockstep/report/json_values.h"
#include "lockstep/report/not_shown.h"
#include "lockstep/report/outcome_text.h"

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
  json["differences"] = differences_of(report);
  json["only_one_side"] = Json::array();
  for (const OneSidedOutcome& outcome : outcomes.one_sided) {
    json["only_one_side"].push_back(json_of(report.program, outcome));
  }
  if (report.changes) json["changes"] = json_of(*report.changes);
  json["not_shown"] = describe_not_shown("other programs, data races");
  return print(json);
}

}  // namespace lockstep
