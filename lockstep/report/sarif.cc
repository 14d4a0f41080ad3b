// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "lockstep/program/text.h"
#include "lockstep/report/interleaving.h"
#include "lockstep/report/report_formats.h"
#include "lockstep/report/sarif_values.h"
#include "lockstep/report/scope_text.h"

namespace lockstep {
namespace {

using SarifJson = nlohmann::ordered_json;

constexpr std::string_view kHelp =
    "The same operations under the same schedule showed something else than the reference. The "
    "result "
    "has the program: saved as a file, lockstep replay shows both interleavings side by side.";

SarifJson message(const std::string& text) { return {{"text", text}}; }

SarifJson location(const SourceLine& source) {
  SarifJson place = {{"artifactLocation", {{"uri", source.file}, {"uriBaseId", "%SRCROOT%"}}}};
  // Code scanning shows nothing without a line.
  place["region"] = {{"startLine", std::max(source.line, 1u)}};
  return {{"physicalLocation", place}};
}

SarifJson location(const SourceLine& source, const std::string& text) {
  SarifJson json = location(source);
  json["message"] = message(text);
  return json;
}

std::vector<SourceLine> lines_of(const std::string& source, const lockstep_implementation& side) {
  auto lines = source_lines(source);
  if (lines.empty()) lines.push_back({side.source, 0});
  return lines;
}

/// The interleaving of the variant: a thread flow per task, in the order of execution.
SarifJson code_flow(const ReplayedPair& replayed, const SourceLine& source) {
  SarifJson threads = SarifJson::array();
  for (const Task& task : replayed.program.tasks) {
    threads.push_back({{"id", task.name}, {"locations", SarifJson::array()}});
  }
  int order = 0;
  for (const InterleavingRow& row :
       interleaving_rows(replayed, &ReplayedPair::variant, InterleavingDetail::kOperations)) {
    threads[row.task]["locations"].push_back(
        {{"location", location(source, row.text)}, {"executionOrder", ++order}});
  }
  const auto is_empty = [](const SarifJson& thread) { return thread["locations"].empty(); };
  threads.erase(std::remove_if(threads.begin(), threads.end(), is_empty), threads.end());
  return {{"message", message("What happens, as the variant shows it")}, {"threadFlows", threads}};
}

std::string describe(const ReportedFinding& finding, const ComparedSides& sides) {
  const Aspect& main = finding.difference.main();
  std::string text = fmt::format(
      "{} does not behave like {} in {} ({}): {} instead of {}.{}\n\n{}\nTo replay it: {}",
      sides.variant->name, sides.reference->name, finding.difference.place,
      name_of(finding.discrepancy_class()), main.variant, main.reference,
      finding.meaning.empty() ? "" : fmt::format(" That is: {}.", finding.meaning),
      print_program(finding.reproducer), replay_command(sides));
  for (const ReportedSibling& sibling : finding.also) {
    text += "\nThe same cause: " + print_sibling(sibling);
  }
  if (!finding.saved.empty()) text += "\nSaved in " + finding.saved;
  return text;
}

SarifJson result(const ReportedFinding& finding, const ComparedSides& sides,
                 std::string_view level) {
  const Difference& difference = finding.difference;
  const Aspect& main = difference.main();
  const auto variant = lines_of(main.variant_source, *sides.variant);
  const auto reference = lines_of(main.reference_source, *sides.reference);
  SarifJson json = {{"ruleId", rule_of(difference.kind()).id},
                    {"ruleIndex", static_cast<int>(difference.kind())},
                    {"level", level},
                    {"message", message(describe(finding, sides))},
                    {"locations", SarifJson::array({location(variant.front())})},
                    {"relatedLocations", SarifJson::array()},
                    {"partialFingerprints", {{"lockstep/v2", difference.fingerprint()}}}};
  for (std::size_t i = 1; i < variant.size(); ++i) {
    json["relatedLocations"].push_back(location(variant[i], sides.variant->name));
  }
  for (const SourceLine& line : reference) {
    json["relatedLocations"].push_back(location(line, sides.reference->name));
  }
  if (finding.replay)
    json["codeFlows"] = SarifJson::array({code_flow(*finding.replay, variant.front())});
  return json;
}

SarifJson rules() {
  SarifJson json = SarifJson::array();
  for (const DifferenceRule& rule : difference_rules()) {
    json.push_back({{"id", rule.id},
                    {"shortDescription", message(std::string(rule.summary))},
                    {"fullDescription", message(std::string(rule.summary))},
                    {"help", message(std::string(kHelp))},
                    {"defaultConfiguration", {{"level", "error"}}}});
  }
  return json;
}

SarifJson mutant_result(const MutantRun& run) {
  const SourceLine source = {run.mutant.implementation->source, 0};
  const bool killed = run.fate == MutantFate::kKilled;
  return {{"ruleId", kSeededBugRule.id},
          {"ruleIndex", static_cast<int>(difference_rules().size()) - 1},
          {"level", "error"},
          {"message",
           message(fmt::format("The seeded bug {} {}", run.mutant.name,
                               killed ? "is said to be equivalent and is not" : "was not found"))},
          {"locations", SarifJson::array({location(source)})}};
}

SarifJson results(const Report& report) {
  SarifJson json = SarifJson::array();
  for (const ReportedComparison& comparison : report.comparisons) {
    for (const auto* findings : {&comparison.findings, &comparison.internal, &comparison.notes}) {
      const std::string_view level = findings == &comparison.findings ? "error" : "note";
      for (const ReportedFinding& finding : *findings) {
        json.push_back(result(finding, comparison.sides, level));
      }
    }
  }
  if (report.mutants) {
    for (const MutantRun& run : report.mutants->runs) {
      if (!run.as_it_should()) json.push_back(mutant_result(run));
    }
  }
  return json;
}

// SARIF has no place for a verdict: a run without results may be upheld or not.
SarifJson verdicts(const Report& report) {
  SarifJson json = SarifJson::array();
  for (const ReportedComparison& comparison : report.comparisons) {
    json.push_back({{"claim", claim_of(comparison.sides)},
                    {"verdict", name_of(comparison.verdict)},
                    {"verdict_text", comparison.verdict_text},
                    {"not_shown", comparison.not_shown}});
  }
  return json;
}

SarifJson notification(const std::string& text, const ComparedSides& sides) {
  return {{"level", "warning"},
          {"message", message(fmt::format("{} against {}: {}", sides.variant->name,
                                          sides.reference->name, text))}};
}

/// What there is to know of a comparison and is no result: that it decided nothing, and what of the
/// changes it did not see.
SarifJson notifications(const Report& report) {
  SarifJson json = SarifJson::array();
  for (const ReportedComparison& comparison : report.comparisons) {
    if (comparison.verdict == Verdict::kInconclusive) {
      json.push_back(notification(comparison.verdict_text, comparison.sides));
    }
    if (!comparison.changes) continue;
    for (const auto& [label, names] : change_rows(*comparison.changes)) {
      json.push_back(notification(fmt::format("{}: {}", label, names), comparison.sides));
      if (label == kChangedAndRun) json.back()["level"] = "note";
    }
  }
  return json;
}

}  // namespace

std::string print_sarif(const Report& report) {
  const std::size_t blank = report.version.find(' ');
  const SarifJson driver = {{"name", report.version.substr(0, blank)},
                            {"version", report.version.substr(blank + 1)},
                            {"rules", rules()}};
  SarifJson invocation = {{"executionSuccessful", true}, {"commandLine", report.invocation}};
  const SarifJson notified = notifications(report);
  if (!notified.empty()) invocation["toolExecutionNotifications"] = notified;
  const SarifJson run = {{"tool", {{"driver", driver}}},
                         {"invocations", SarifJson::array({invocation})},
                         {"columnKind", "utf16CodeUnits"},
                         {"properties", {{"verdicts", verdicts(report)}}},
                         {"results", results(report)}};
  const SarifJson json = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                          {"version", "2.1.0"},
                          {"runs", SarifJson::array({run})}};
  return json.dump(2, ' ', false, SarifJson::error_handler_t::replace) + "\n";
}

}  // namespace lockstep
