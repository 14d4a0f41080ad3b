// SPDX-License-Identifier: GPL-2.0-only
#include "lockstep/program/text.h"
#include "lockstep/report/interleaving.h"
#include "lockstep/report/json_values.h"
#include "lockstep/report/report_formats.h"

namespace lockstep {
namespace {

std::string_view name_of(MutantFate fate) {
  switch (fate) {
    case MutantFate::kKilled:
      return "killed";
    case MutantFate::kSurvived:
      return "survived";
    case MutantFate::kNotRun:
      break;
  }
  return "not run";
}

Json interleaving(const ReplayedPair& replayed, ReplayedSide side) {
  Json rows = Json::array();
  for (const InterleavingRow& row :
       interleaving_rows(replayed, side, InterleavingDetail::kOperations)) {
    rows.push_back({{"task", replayed.program.tasks[row.task].name}, {"text", row.text}});
  }
  return rows;
}

Json json_of(const ReplayedPair& replayed) {
  Json json = {{"reference", interleaving(replayed, &ReplayedPair::reference)},
               {"variant", interleaving(replayed, &ReplayedPair::variant)}};
  // Not under the program's schedule, which is the other side's.
  if (replayed.reference.is_nearest) json["nearest"] = "reference";
  if (replayed.variant.is_nearest) json["nearest"] = "variant";
  return json;
}

Json json_of(const ExploredSide& side, std::uint64_t only) {
  return {{"interleavings", json_number(side.interleavings.get_str())},
          {"outcomes", side.outcomes},
          {"only_here", only}};
}

Json json_of(const OutcomeComparison& outcomes) {
  return {{"reference", json_of(outcomes.reference, outcomes.only_reference)},
          {"variant", json_of(outcomes.variant, outcomes.only_variant)}};
}

Json json_of(const ReportedSibling& sibling) {
  return {{"kind", name_of(sibling.difference.kind())},
          {"fingerprint", sibling.difference.fingerprint()},
          {"place", sibling.difference.place},
          {"program", json_of(sibling.reproducer)}};
}

Json json_of(const ReportedFinding& finding, const ComparedSides& sides) {
  const Difference& difference = finding.difference;
  Json json = {{"kind", name_of(difference.kind())},
               {"class", name_of(finding.discrepancy_class())},
               {"fingerprint", difference.fingerprint()},
               {"place", difference.place},
               {"found", finding.found},
               {"aspects", Json::array()},
               {"also", Json::array()},
               {"program", json_of(finding.reproducer)},
               {"replay_command", replay_command(sides)}};
  for (const Aspect& aspect : difference.aspects) json["aspects"].push_back(json_of(aspect));
  for (const ReportedSibling& sibling : finding.also) json["also"].push_back(json_of(sibling));
  if (!finding.meaning.empty()) json["meaning"] = finding.meaning;
  if (!finding.saved.empty()) json["saved"] = finding.saved;
  if (finding.outcomes) json["outcome_sets"] = json_of(*finding.outcomes);
  if (finding.replay) json["interleavings"] = json_of(*finding.replay);
  return json;
}

Json json_of(const std::vector<ReportedFinding>& findings, const ComparedSides& sides) {
  Json json = Json::array();
  for (const ReportedFinding& finding : findings) json.push_back(json_of(finding, sides));
  return json;
}

Json json_of(const ReportedCoverage& row) {
  Json numbers = Json::object();
  for (const auto& [name, decimal] : row.numbers) numbers[name] = json_number(decimal);
  return {{"label", row.label}, {"text", row.text}, {"numbers", numbers}};
}

Json json_of(const ReportedComparison& comparison) {
  const ComparedSides& sides = comparison.sides;
  Json json = {{"claim", claim_of(sides)},
               {"reference", json_of_side(*sides.reference)},
               {"variant", json_of_side(*sides.variant)},
               {"verdict", name_of(comparison.verdict)},
               {"verdict_text", comparison.verdict_text},
               {"findings", json_of(comparison.findings, sides)},
               {"internal", json_of(comparison.internal, sides)},
               {"notes", json_of(comparison.notes, sides)},
               {"configurations", Json::array()},
               {"coverage", Json::array()},
               {"not_shown", comparison.not_shown}};
  for (const Configuration& configuration : comparison.configurations) {
    json["configurations"].push_back(print_configuration(configuration));
  }
  for (const ReportedCoverage& row : comparison.coverage) json["coverage"].push_back(json_of(row));
  if (comparison.changes) json["changes"] = json_of(*comparison.changes);
  if (comparison.replay) json["replay"] = json_of(*comparison.replay);
  return json;
}

Json json_of(const MutantRun& run, bool with_time) {
  Json json = {{"name", run.mutant.name},
               {"fate", name_of(run.fate)},
               {"equivalent", run.mutant.equivalent},
               {"as_it_should", run.as_it_should()},
               {"pairs", run.pairs}};
  if (with_time) json["milliseconds"] = run.time.count();
  if (run.found) {
    json["kind"] = name_of(run.found->difference.kind());
    json["class"] = name_of(run.found->discrepancy_class());
    json["fingerprint"] = run.found->difference.fingerprint();
    json["program"] = json_of(run.found->reproducer);
  }
  return json;
}

Json json_of(const MutantsReport& report) {
  Json json = {{"seed", report.options.seed}, {"runs", Json::array()}};
  for (const MutantRun& run : report.runs) json["runs"].push_back(json_of(run, report.with_time));
  return json;
}

}  // namespace

std::string print_json(const Report& report) {
  Json json = json_head(report);
  json["comparisons"] = Json::array();
  for (const ReportedComparison& comparison : report.comparisons) {
    json["comparisons"].push_back(json_of(comparison));
  }
  if (report.mutants) json["mutants"] = json_of(*report.mutants);
  return print(json);
}

}  // namespace lockstep
