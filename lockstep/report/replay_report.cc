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

ReportedComparison reported(const ReplayReport& report) {
  ReportedComparison comparison;
  comparison.sides = report.sides;
  comparison.verdict = report.verdict;
  const ReplayedPair& replayed = report.replayed;
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
      !report.decision.empty() ? report.decision
      : replayed.differences.empty()
          ? fmt::format("{} and {} showed the same", replayed.reference.name, replayed.variant.name)
          : "They differ";
  comparison.changes = report.changes;
  comparison.findings_say_all = report.decision.empty() && !replayed.differences.empty();
  if (report.verdict == Verdict::kInconclusive && is_nothing_run(report.changes)) {
    comparison.findings_say_all = false;
    comparison.verdict_text += "; " + inconclusive(*report.changes);
  }
  comparison.not_shown = describe_not_shown(report.decision.empty() ? "other programs and schedules"
                                                                    : "other programs");
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
