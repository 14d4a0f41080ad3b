// SPDX-License-Identifier: GPL-2.0-only
#include <fmt/format.h>

#include "lockstep/program/text.h"
#include "lockstep/report/comparison_reports.h"
#include "lockstep/report/discrepancy_text.h"
#include "lockstep/report/replay_text.h"
#include "lockstep/report/report_formats.h"
#include "lockstep/report/scope_text.h"
#include "lockstep/report/text_layout.h"

namespace lockstep {
namespace {

// In lockstep, the differences speak for themselves.
std::string describe_own_schedule(const Discrepancy& shown) {
  const char* const side = shown.in_variant ? "variant" : "reference";
  switch (shown.evidence) {
    case Evidence::kLockstep:
      return "";
    case Evidence::kOutcomeSet:
      return fmt::format(
          "Only the {} shows this outcome, under the program's schedule; beside it is the nearest "
          "that the other side comes",
          side);
    case Evidence::kRaceSet:
      break;
  }
  if (shown.races.only_in_this_order) {
    return fmt::format(
        "The {} has this data race where operations come one after the other; the other side has "
        "none where they come in the same order",
        side);
  }
  return fmt::format(
      "Only the {} has this data race, of all schedules that both were watched under", side);
}

std::string describe_outcome_sets(const OutcomeComparison& outcomes) {
  const bool equal = outcomes.differences.empty();
  const std::string because = "The sides took different steps, so their outcome sets decide: ";
  if (outcomes.complete) {
    return because + fmt::format("{} over {} and {} interleavings", equal ? "equal" : "different",
                                 group_digits(outcomes.reference.interleavings.get_str()),
                                 group_digits(outcomes.variant.interleavings.get_str()));
  }
  if (!equal) return because + "different";
  return because + fmt::format("undecided, more than {} states (lockstep explore goes further)",
                               group_digits(kMostStatesToDecide));
}

// Empty if the program's own schedule says all.
std::string describe_decision(const DecidedReplay& decided) {
  if (decided.shown) return describe_own_schedule(*decided.shown);
  return decided.outcomes ? describe_outcome_sets(*decided.outcomes) : "";
}

}  // namespace

ReportedComparison reported(const ReplayReport& report) {
  ReportedComparison comparison;
  comparison.sides = report.sides;
  comparison.verdict = report.verdict();
  const ReplayedPair& replayed = report.decided.replayed;
  const std::string decision = describe_decision(report.decided);
  for (const Difference& difference : replayed.differences) {
    comparison.findings.push_back({difference,
                                   replayed.program,
                                   replayed,
                                   {},
                                   difference.diverged ? "after taking different steps"
                                                       : "under the program's own schedule"});
    comparison.findings.back().meaning = meaning_of(difference, replayed);
  }
  comparison.verdict_text =
      !decision.empty() ? decision
      : replayed.differences.empty()
          ? fmt::format("{} and {} showed the same", replayed.reference.name, replayed.variant.name)
          : "They differ";
  comparison.changes = report.changes;
  comparison.findings_say_all = decision.empty() && !replayed.differences.empty();
  if (comparison.verdict == Verdict::kInconclusive && is_nothing_run(report.changes)) {
    comparison.findings_say_all = false;
    comparison.verdict_text += "; " + inconclusive(*report.changes);
  }
  comparison.not_shown =
      describe_not_shown(decision.empty() ? "other programs and schedules" : "other programs");
  comparison.replay = replayed;
  comparison.detail = report.detail;
  return comparison;
}

std::string print_replay(const ReportedComparison& comparison, const TextStyle& style) {
  const ReplayedPair& replayed = *comparison.replay;
  std::string text =
      fmt::format("Replayed under {}\n\n", print_configuration(replayed.program.configuration));
  text += show_side_by_side(replayed, comparison.detail, 0, style);
  text += '\n';
  for (const ReportedFinding& finding : comparison.findings) {
    const Difference& difference = finding.difference;
    text += fmt::format("They differ: {}, fingerprint {}{}\n", name_of(difference.kind()),
                        difference.fingerprint(),
                        difference.diverged ? ", after taking different steps" : "");
    text += print_difference(difference, {replayed.reference.name, replayed.variant.name});
    text += print_meaning(finding.meaning);
  }
  if (!comparison.findings_say_all) text += wrap_behind("", comparison.verdict_text + ".");
  if (comparison.changes) text += '\n' + print_change_rows(*comparison.changes);
  return text + "\n" + wrap_behind("", fmt::format("Not shown: {}.", comparison.not_shown));
}

}  // namespace lockstep
